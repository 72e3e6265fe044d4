import { parseQuery } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { listModeration } from "@/lib/rooms/list-moderation";
import { moderationQuery, moderationView, roomParams } from "@/lib/rooms/schema";

export const GET = withMember(async ({ request, params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  return Response.json(moderationView.parse(await listModeration({ roomId, actor: viewer, ...parseQuery(request, moderationQuery) })));
});
