import { parseJson, parseQuery } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { clearHands } from "@/lib/rooms/clear-hands";
import { listHands } from "@/lib/rooms/list-hands";
import { lockHands } from "@/lib/rooms/lock-hands";
import { handsInput, handsQuery, handsView, roomParams } from "@/lib/rooms/schema";

export const GET = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  const { order } = parseQuery(request, handsQuery);
  return Response.json(handsView.parse({ items: await listHands({ roomId, actor: viewer, order }), next: null }));
});

export const PATCH = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  const { locked } = await parseJson(request, handsInput);
  await lockHands({ roomId, actor: viewer, locked });
  return Response.json({ locked });
});

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await clearHands({ roomId, actor: viewer });
  return Response.json({ cleared: true });
});
