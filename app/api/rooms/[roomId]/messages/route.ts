import { parseJson, parseQuery } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { listMessages } from "@/lib/chat/list-messages";
import { postMessage } from "@/lib/chat/post-message";
import { messagesQuery, messagesView, messageView, postMessageInput } from "@/lib/chat/schema";
import { MAX_MESSAGE_BYTES } from "@/lib/chat/text-rules";
import { roomParams, socketId } from "@/lib/rooms/schema";

export const GET = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(messagesView.parse(await listMessages({ roomId, actor: viewer, ...parseQuery(request, messagesQuery) })));
});

export const POST = withMember(
  async ({ request, params, viewer }) => {
    const { roomId } = roomParams.parse(params);
    const input = await parseJson(request, postMessageInput, MAX_MESSAGE_BYTES);
    const exceptSocketId = socketId.safeParse(request.headers.get("x-socket-id")).data;
    const began = performance.now();
    const message = messageView.parse(await postMessage({ roomId, actor: viewer, exceptSocketId, ...input }));
    return Response.json(message, { status: 201, headers: { "Server-Timing": `publish;dur=${(performance.now() - began).toFixed(1)}` } });
  },
  { limit: "chat", telegram: true },
);
