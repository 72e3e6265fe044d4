import { withMember } from "@/app/_server/with-member";
import { deleteMessage } from "@/lib/chat/delete-message";
import { messageParams } from "@/lib/chat/schema";

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, seq } = messageParams.parse(params);
  await deleteMessage({ roomId, seq, actor: viewer });
  return Response.json({ deleted: true });
});
