import { parseOptionalJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { leaveRoom } from "@/lib/rooms/leave-room";
import { roomParams, seatInput } from "@/lib/rooms/schema";

export const POST = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  const { device = null } = await parseOptionalJson(request, seatInput);
  await leaveRoom({ roomId, actor: viewer, device });
  return Response.json({ left: true });
}, { telegram: true });
