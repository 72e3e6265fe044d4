import { withMember } from "@/app/_server/with-member";
import { kickMember } from "@/lib/rooms/kick-member";
import { roomMemberParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  await kickMember({ roomId, memberId, actor: viewer });
  return Response.json({ kicked: true });
});
