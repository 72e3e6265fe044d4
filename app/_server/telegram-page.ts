import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { readSession, type Viewer } from "@/lib/auth/read-session";
import { PATH_HEADER } from "./path-header";
import { miniAppCookieName } from "./session-cookie";

/** The viewer of a page of the Mini App, with or without a pass; without its session to the way in, and back from there. */
export async function requireTelegramPage(): Promise<Viewer> {
  const token = (await cookies()).get(miniAppCookieName())?.value;
  const viewer = token ? await readSession({ token, miniApp: true }) : null;
  if (viewer) return viewer;
  const path = (await headers()).get(PATH_HEADER);
  redirect(path ? `/tg?to=${encodeURIComponent(path)}` : "/tg");
}
