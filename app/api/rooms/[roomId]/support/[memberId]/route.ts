import { withMember } from "@/app/_server/with-member";
import { roomMemberParams, supportView } from "@/lib/rooms/schema";
import { thankSpeaker } from "@/lib/rooms/thank-speaker";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  const support = supportView.parse(await thankSpeaker({ roomId, memberId, actor: viewer }));
  return Response.json(support, { status: support.first ? 201 : 200 });
}, { telegram: true });
