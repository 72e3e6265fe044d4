import { withMember } from "@/app/_server/with-member";
import { muteMember } from "@/lib/rooms/mute-member";
import { roomMemberParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  await muteMember({ roomId, memberId, actor: viewer });
  return Response.json({ muted: true });
});
