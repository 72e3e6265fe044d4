import { z } from "zod";
import { now } from "@/lib/platform/clock";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { telegramUpdates } from "./store";

const who = z.looseObject({ id: z.number().int() });
/** Only what is needed to file an update; grammY types the rest. */
const updateShape = z.looseObject({
  update_id: z.number().int(),
  message: z.looseObject({ chat: who }).optional(),
  callback_query: z.looseObject({ from: who }).optional(),
  my_chat_member: z.looseObject({ chat: who }).optional(),
  chat_member: z.looseObject({ chat: who }).optional(),
  chat_join_request: z.looseObject({ from: who }).optional(),
});

/**
 * Files one update before anything is done with it: handling first would lose it to a crash. The same update
 * delivered again is the same row.
 * @returns false when it was there already
 * @throws ZodError when it is no update
 */
export async function receiveUpdate({ update }: { update: unknown }): Promise<boolean> {
  const parsed = updateShape.parse(update);
  const { message, callback_query, my_chat_member, chat_member, chat_join_request } = parsed;
  const chatId = message?.chat.id ?? callback_query?.from.id ?? chat_join_request?.from.id ?? my_chat_member?.chat.id ?? chat_member?.chat.id ?? 0;
  try {
    await telegramUpdates().insertOne({ _id: parsed.update_id, update: parsed, chatId, state: "new", attempts: 0, leaseUntil: null, receivedAt: now() });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
