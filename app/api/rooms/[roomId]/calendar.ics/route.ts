import { withMember } from "@/app/_server/with-member";
import { roomParams } from "@/lib/rooms/schema";
import { writeCalendar } from "@/lib/rooms/write-calendar";

export const GET = withMember(async ({ params, viewer }) => {
  const { roomId } = roomParams.parse(params);
  const text = await writeCalendar({ roomId, actor: viewer });
  return new Response(text, { headers: { "Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": `attachment; filename="${roomId}.ics"`, "Cache-Control": "no-store" } });
});
