import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { keepSeat } from "@/lib/rooms/keep-seat";
import { keepSeatInput, roomParams } from "@/lib/rooms/schema";

export const POST = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await keepSeat({ roomId, actor: viewer, ...(await parseJson(request, keepSeatInput)) });
  return Response.json({ kept: true });
}, { telegram: true });
