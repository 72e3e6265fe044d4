import { withMember } from "@/app/_server/with-member";
import { lowerHand } from "@/lib/rooms/lower-hand";
import { raiseHand } from "@/lib/rooms/raise-hand";
import { handView, roomParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(handView.parse(await raiseHand({ roomId, actor: viewer })), { status: 201 });
}, { telegram: true });

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await lowerHand({ roomId, actor: viewer });
  return Response.json({ lowered: true });
}, { telegram: true });
