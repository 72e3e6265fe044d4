import { cookies } from "next/headers";
import { cache } from "react";
import { readSession, type Viewer } from "@/lib/auth/read-session";
import { sessionCookieName } from "./session-cookie";

/** Who asks for this page, or null; read once per request however many components ask. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token ? readSession({ token }) : null;
});

/** The viewer when the gate would let them in, else null; where to send the others is the page's business. */
export async function getMemberViewer(): Promise<Viewer | null> {
  const viewer = await getViewer();
  return viewer?.roles.member ? viewer : null;
}
