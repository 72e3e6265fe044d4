import { answerPrompt } from "@/lib/rooms/answer-prompt";
import { presenceInput, roomParams } from "@/lib/rooms/schema";
import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";

export const POST = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  const { promptId } = await parseJson(request, presenceInput);
  await answerPrompt({ roomId, memberId: viewer.id, promptId });
  return Response.json({ confirmed: true });
}, { telegram: true });
