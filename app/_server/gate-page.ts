import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Viewer } from "@/lib/auth/read-session";
import { PATH_HEADER } from "./path-header";
import { getViewer } from "./viewer";

/** To the way in, and from there back to the page that was asked for. */
async function redirectToJoin(): Promise<never> {
  const path = (await headers()).get(PATH_HEADER);
  redirect(path && path !== "/" ? `/join?next=${encodeURIComponent(path)}` : "/join");
}

/** The signed-in viewer of a page, with or without a pass; signed out people go to `/join`. */
export async function requireAccountPage(): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) return redirectToJoin();
  return viewer;
}

/** The viewer of a members' page. Without a live pass, or banned: to `/join`, which says why. Called by each page. */
export async function requireMemberPage(): Promise<Viewer> {
  const viewer = await requireAccountPage();
  if (!viewer.roles.member) return redirectToJoin();
  return viewer;
}

/** As above, in a session that the wallet began; all others are led to where it can be asked for. */
export async function requireWalletPage(): Promise<Viewer> {
  const viewer = await requireMemberPage();
  if (viewer.limited) redirect("/settings");
  return viewer;
}

/** The viewer of a page of the panel. For others the page does not exist. */
export async function requireAdminPage(): Promise<Viewer> {
  const viewer = await requireAccountPage();
  if (viewer.limited) redirect("/settings");
  if (!viewer.roles.admin) notFound();
  return viewer;
}
