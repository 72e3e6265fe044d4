import { correctXp } from "@/lib/xp/correct-xp";
import { correctionInput } from "@/lib/xp/schema";
import { parseJson } from "@/app/_server/parse-body";
import { withAdmin } from "@/app/_server/with-member";

/** 201 for a new correction, 200 when this key was done before. */
export const POST = withAdmin(async ({ request, viewer }) => {
  const { memberId, amount, reason, key } = await parseJson(request, correctionInput);
  const result = await correctXp({ memberId, amount, reason, key, byId: viewer.id });
  return Response.json({ result }, { status: result === "corrected" ? 201 : 200 });
});
