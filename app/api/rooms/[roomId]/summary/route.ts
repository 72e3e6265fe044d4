import { withMember } from "@/app/_server/with-member";
import { readSummary } from "@/lib/rooms/read-summary";
import { roomParams, roomSummaryView } from "@/lib/rooms/schema";

export const GET = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(roomSummaryView.parse(await readSummary({ roomId, actor: viewer })));
});
