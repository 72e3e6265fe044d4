import { withAdmin } from "@/app/_server/with-member";
import { doorView } from "@/lib/telegram/schema";
import { askForSweep } from "@/lib/telegram/sweep-door";
import { viewDoor } from "@/lib/telegram/view-door";

/** Wants a round of the door now. The worker makes it, as a large group takes longer than a request may: `sweep.at` changes when it is over. */
export const POST = withAdmin(async () => {
  await askForSweep();
  return Response.json(doorView.parse(await viewDoor()), { status: 202 });
});
