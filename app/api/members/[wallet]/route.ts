import { withMember } from "@/app/_server/with-member";
import { readMember } from "@/lib/membership/read-member";
import { memberView, walletParams } from "@/lib/membership/schema";

export const GET = withMember(async ({ params }) => Response.json(memberView.parse(await readMember(walletParams.parse(params)))));
