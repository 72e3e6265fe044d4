import { withMember } from "@/app/_server/with-member";
import { roomParams } from "@/lib/rooms/schema";
import { setReminder } from "@/lib/rooms/set-reminder";

export const PUT = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await setReminder({ roomId, actor: viewer, wanted: true });
  return Response.json({ reminded: true });
}, { telegram: true });

export const DELETE = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  await setReminder({ roomId, actor: viewer, wanted: false });
  return Response.json({ reminded: false });
}, { telegram: true });
