import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { readRoom } from "@/lib/rooms/read-room";
import { roomDetailView, roomParams, roomView, updateRoomInput } from "@/lib/rooms/schema";
import { updateRoom } from "@/lib/rooms/update-room";

export const GET = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(roomDetailView.parse(await readRoom({ roomId, actor: viewer })));
});

export const PATCH = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  const input = await parseJson(request, updateRoomInput);
  return Response.json(roomView.parse(await updateRoom({ roomId, actor: viewer, ...input })));
});
