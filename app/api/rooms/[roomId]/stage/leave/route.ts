import { withMember } from "@/app/_server/with-member";
import { leaveStage } from "@/lib/rooms/leave-stage";
import { roomParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await leaveStage({ roomId, actor: viewer });
  return Response.json({ left: true });
}, { telegram: true });
