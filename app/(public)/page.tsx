import { readShell } from "@/app/_server/read-shell";
import { MemberHome } from "./_components/member-home";
import { PublicHome } from "./_components/public-home";

/** For members what is on now; for everybody else what the club is. */
export default async function HomePage() {
  const { viewer } = await readShell();
  return viewer?.roles.member ? <MemberHome viewer={viewer} /> : <PublicHome viewer={viewer} />;
}
