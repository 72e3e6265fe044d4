import { parseForm } from "@/app/_server/parse-form";
import { withMember } from "@/app/_server/with-member";
import { authorizeChannel } from "@/lib/rooms/authorize-channel";
import { authorizeUser } from "@/lib/rooms/authorize-user";
import { realtimeAuthInput } from "@/lib/rooms/schema";

/** Both endpoints of pusher-js: with a channel name a channel is signed, without one the connection signs in. */
export const POST = withMember(
  async ({ request, viewer }) => {
    const { socket_id: socketId, channel_name: channel } = await parseForm(request, realtimeAuthInput);
    const signature = channel === undefined ? await authorizeUser({ actor: viewer, socketId }) : await authorizeChannel({ actor: viewer, socketId, channel });
    return Response.json(signature, { headers: { "Cache-Control": "no-store" } });
  },
  { limit: "reads", telegram: true },
);
