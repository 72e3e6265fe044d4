import { parseJson } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";
import { reactionInput } from "@/lib/chat/schema";
import { sendReaction } from "@/lib/chat/send-reaction";
import { roomParams } from "@/lib/rooms/schema";

export const POST = withMember(
  async ({ request, params, viewer }) => {
    const { roomId } = roomParams.parse(params);
    const { kind } = await parseJson(request, reactionInput);
    await sendReaction({ roomId, actor: viewer, kind });
    return Response.json({ counted: true }, { status: 202 });
  },
  { limit: "reactions", telegram: true },
);
