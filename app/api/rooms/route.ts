import { parseJson, parseQuery } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { createRoom } from "@/lib/rooms/create-room";
import { listRooms } from "@/lib/rooms/list-rooms";
import { createRoomInput, roomsQuery, roomsView, roomView } from "@/lib/rooms/schema";

export const GET = withMember(async ({ request, viewer }) => Response.json(roomsView.parse(await listRooms({ actor: viewer, ...parseQuery(request, roomsQuery) }))));

export const POST = withMember(async ({ request, viewer }) => {
  const input = await parseJson(request, createRoomInput);
  return Response.json(roomView.parse(await createRoom({ actor: viewer, ...input })), { status: 201 });
});
