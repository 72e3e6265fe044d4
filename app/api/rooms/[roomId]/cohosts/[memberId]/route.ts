import { withMember } from "@/app/_server/with-member";
import { roomMemberParams, roomView } from "@/lib/rooms/schema";
import { setCohost } from "@/lib/rooms/set-cohost";

export const PUT = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  return Response.json(roomView.parse(await setCohost({ roomId, memberId, actor: viewer, cohost: true })));
});

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  return Response.json(roomView.parse(await setCohost({ roomId, memberId, actor: viewer, cohost: false })));
});
