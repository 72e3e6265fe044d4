import { withErrors } from "@/app/_server/with-errors";
import { readClub } from "@/lib/membership/read-club";
import { clubView } from "@/lib/membership/schema";
import { countLiveRooms } from "@/lib/rooms/count-live-rooms";

export const GET = withErrors(async () => {
  const [club, liveRooms] = await Promise.all([readClub(), countLiveRooms()]);
  return Response.json(clubView.parse({ ...club, liveRooms }));
});
