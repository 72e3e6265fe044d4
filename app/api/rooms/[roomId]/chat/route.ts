import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { readChat } from "@/lib/chat/read-chat";
import { chatView, slowModeInput } from "@/lib/chat/schema";
import { setSlowMode } from "@/lib/chat/set-slow-mode";
import { roomParams } from "@/lib/rooms/schema";

export const GET = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(chatView.parse(await readChat({ roomId, actor: viewer })));
});

export const PATCH = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  const { slowModeSeconds } = await parseJson(request, slowModeInput);
  await setSlowMode({ roomId, actor: viewer, slowModeSeconds });
  return Response.json({ slowModeSeconds });
});
