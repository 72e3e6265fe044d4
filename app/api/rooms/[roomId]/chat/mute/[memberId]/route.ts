import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { muteInChat, unmuteInChat } from "@/lib/chat/mute-in-chat";
import { chatMuteInput } from "@/lib/chat/schema";
import { roomMemberParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ request, params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  const { minutes } = await parseJson(request, chatMuteInput);
  const { until } = await muteInChat({ roomId, memberId, actor: viewer, minutes });
  return Response.json({ mutedUntil: until.toISOString() });
});

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  await unmuteInChat({ roomId, memberId, actor: viewer });
  return Response.json({ mutedUntil: null });
});
