import { withMember } from "@/app/_server/with-member";
import { demoteMember } from "@/lib/rooms/demote-member";
import { inviteToStage } from "@/lib/rooms/invite-to-stage";
import { handView, roomMemberParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  return Response.json(handView.parse(await inviteToStage({ roomId, memberId, actor: viewer })), { status: 201 });
});

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  await demoteMember({ roomId, memberId, actor: viewer });
  return Response.json({ demoted: true });
});
