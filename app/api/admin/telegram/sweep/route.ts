import { withAdmin } from "@/app/_server/with-member";
import { doorView } from "@/lib/telegram/schema";
import { sweepDoor } from "@/lib/telegram/sweep-door";
import { viewDoor } from "@/lib/telegram/view-door";

/** A round of the door now instead of within the next quarter of an hour. */
export const POST = withAdmin(async () => {
  await sweepDoor();
  return Response.json(doorView.parse(await viewDoor()));
});
