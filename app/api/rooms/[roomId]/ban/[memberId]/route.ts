import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { banMember } from "@/lib/rooms/ban-member";
import { banInput, roomMemberParams } from "@/lib/rooms/schema";
import { unbanMember } from "@/lib/rooms/unban-member";

export const POST = withMember(async ({ request, params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  await banMember({ roomId, memberId, actor: viewer, ...(await parseJson(request, banInput)) });
  return Response.json({ banned: true });
});

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId, memberId } = roomMemberParams.parse(params);
  await unbanMember({ roomId, memberId, actor: viewer });
  return Response.json({ banned: false });
});
