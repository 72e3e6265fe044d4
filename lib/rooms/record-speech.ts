import { z } from "zod";
import { memberId } from "../membership/schema";
import { speech } from "./attendance-store";
import { roomId } from "./schema";

/** Speech is measured in steps of this length. */
export const SPEECH_STEP_SECONDS = 10;

export const speechInput = z.object({
  roomId,
  /** The voice server's id of this run of the room. */
  roomSid: z.string().regex(/^RM_\w+$/),
  memberId,
  /** Start of the 10-s step, UTC-aligned. */
  from: z.date().refine((value) => value.getTime() % (SPEECH_STEP_SECONDS * 1000) === 0, "must be aligned to 10 s"),
  /** Seconds of the step in which the member spoke, on decoded audio. */
  seconds: z.number().min(0).max(SPEECH_STEP_SECONDS),
});

/** Keeps what the recorder measured of one member in one step. Repeating it, or a smaller second measure, changes nothing. */
export async function recordSpeech(input: z.infer<typeof speechInput>): Promise<void> {
  const { roomId: room, roomSid, memberId: member, from, seconds } = speechInput.parse(input);
  await speech().updateOne({ _id: `speech:${roomSid}:${member}:${from.getTime() / 1000}` }, { $max: { seconds }, $setOnInsert: { roomId: room, memberId: member, from } }, { upsert: true });
}
