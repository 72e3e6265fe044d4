import { withMember } from "@/app/_server/with-member";
import { pinMessage, unpinMessage } from "@/lib/chat/pin-message";
import { messageParams } from "@/lib/chat/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId, seq } = messageParams.parse(params);
  await pinMessage({ roomId, seq, actor: viewer });
  return Response.json({ pinned: true });
});

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, seq } = messageParams.parse(params);
  await unpinMessage({ roomId, seq, actor: viewer });
  return Response.json({ pinned: false });
});
