import { applyVoiceRole, createVoiceRoom, deleteVoiceRoom, hasOpenMicrophone, isVoiceOn, listVoiceParticipants, muteVoiceParticipant, removeVoiceParticipant, type VoiceRole } from "@/lib/platform/livekit";
import { log } from "@/lib/platform/log";
import { sleep } from "@/lib/platform/sleep";
import { factsOf } from "./room-facts";
import { DRAIN_MS, MAX_VOICE_PARTICIPANTS, UNSEEN_MS, UNSEEN_SILENT_MS } from "./rules";
import type { RoomRow } from "./store";

/** How long a room that was made on the voice server is taken to be there still: a restart of it forgets all. */
const KNOWN_MS = 10_000;
const MAX_REMEMBERED = 1_000;
const made = new Map<string, number>();

/** What was asked of the voice server and failed is repaired by the reconciler: the database already says what holds. */
async function attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
  if (!isVoiceOn()) return true;
  try {
    await work();
    return true;
  } catch (error) {
    log("rooms").warn({ what, err: error }, "the voice server did not follow");
    return false;
  }
}

/** Whether the room has sound now: then the voice server knows who is connected. */
export const isSounding = (room: Pick<RoomRow, "state">): boolean => room.state === "live" && isVoiceOn();

/**
 * How long a seat of the room may go unseen, in ms. A room that has just gone live has the long time still: its hidden
 * pages speak once a minute until they are connected.
 */
export function patienceOf(room: Pick<RoomRow, "state" | "liveAt">, at: Date): number {
  const heard = isSounding(room) && room.liveAt !== null && at.getTime() - room.liveAt.getTime() >= UNSEEN_SILENT_MS;
  return heard ? UNSEEN_MS : UNSEEN_SILENT_MS;
}

/** Makes the voice room of a room that is going live. @throws ClubError unavailable (`voice_away`) */
export async function makeVoiceRoom({ room, ver }: { room: RoomRow; ver: number }): Promise<void> {
  if (!isVoiceOn()) return;
  await createVoiceRoom({ roomId: room._id, maxParticipants: MAX_VOICE_PARTICIPANTS, metadata: JSON.stringify({ roomId: room._id, ver }) });
  if (made.size > MAX_REMEMBERED) made.clear();
  made.set(room._id, performance.now());
}

/** Makes it anew when the voice server may have lost it: it forgets empty rooms, and all of them when it restarts. */
export async function keepVoiceRoom({ room }: { room: RoomRow }): Promise<void> {
  if (performance.now() - (made.get(room._id) ?? -KNOWN_MS) < KNOWN_MS) return;
  await attempt("create", () => makeVoiceRoom({ room, ver: room.ver }));
}

const DRAIN_STEP_MS = 200;

/**
 * Waits until everybody has left the sound by themselves, at most 8 s: whoever is cut off in the middle hears a crack
 * and sees an error. What cannot be asked is not waited for.
 */
export async function drainVoiceRoom({ roomId }: { roomId: string }): Promise<void> {
  if (!isVoiceOn()) return;
  const end = performance.now() + DRAIN_MS;
  await attempt("drain", async () => {
    while ((await listVoiceParticipants(roomId)).length > 0 && performance.now() < end) await sleep(DRAIN_STEP_MS);
  });
}

/** Ends the sound for everybody; false when the voice server could not be told. */
export const dropVoiceRoom = ({ roomId }: { roomId: string }): Promise<boolean> => {
  made.delete(roomId);
  return attempt("delete", () => deleteVoiceRoom(roomId));
};

/** Gives a connected member what the stage and the room's facts say. */
export const projectVoiceRole = ({ room, memberId, role }: { room: RoomRow; memberId: string; role: VoiceRole }): Promise<boolean> =>
  attempt("role", () => applyVoiceRole({ roomId: room._id, memberId, role, video: factsOf(room).video }));
export const dropVoice = (options: { roomId: string; memberId: string }): Promise<boolean> => attempt("remove", () => removeVoiceParticipant(options));
/** What a take-over carries along. A voice server that does not answer means off: nobody goes live by a guess. */
export const readMicrophone = async (options: { roomId: string; memberId: string }): Promise<boolean> => {
  let open = false;
  await attempt("microphone", async () => void (open = await hasOpenMicrophone(options)));
  return open;
};
/** False when nobody with that id is connected. @throws ClubError unavailable (`voice_away`): a mute that did not happen must not look done */
export const muteVoice = async (options: { roomId: string; memberId: string }): Promise<boolean> => !isVoiceOn() || muteVoiceParticipant(options);
