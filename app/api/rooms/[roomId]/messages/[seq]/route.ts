import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { deleteMessage } from "@/lib/chat/delete-message";
import { editMessage } from "@/lib/chat/edit-message";
import { editMessageInput, messageParams, messageView } from "@/lib/chat/schema";
import { MAX_MESSAGE_BYTES } from "@/lib/chat/text-rules";

export const PATCH = withMember(
  async ({ request, params, viewer }) => {
    const { roomId, seq } = messageParams.parse(params);
    const input = await parseJson(request, editMessageInput, MAX_MESSAGE_BYTES);
    return Response.json(messageView.parse(await editMessage({ roomId, seq, actor: viewer, ...input })));
  },
  { limit: "chat", telegram: true },
);

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, seq } = messageParams.parse(params);
  await deleteMessage({ roomId, seq, actor: viewer });
  return Response.json({ deleted: true });
}, { telegram: true });
