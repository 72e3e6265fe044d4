import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { reportMessage } from "@/lib/chat/report-message";
import { messageParams, reportInput } from "@/lib/chat/schema";

export const POST = withMember(async ({ request, params, viewer }) => {
  const { roomId, seq } = messageParams.parse(params);
  const { reason } = await parseJson(request, reportInput);
  await reportMessage({ roomId, seq, actor: viewer, reason });
  return Response.json({ reported: true }, { status: 201 });
}, { telegram: true });
