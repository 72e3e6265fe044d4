import { withMember } from "@/app/_server/with-member";
import { muteMember } from "@/lib/rooms/mute-member";
import { muteView, roomMemberParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  return Response.json(muteView.parse(await muteMember({ roomId, memberId, actor: viewer })));
});
