import type { TokenView } from "@/lib/rooms/schema";
import { RequestError } from "../_http/request";
import { readAudioChoices } from "./audio-choices";
import { fetchRoom, takeSeat } from "./room-api";
import { isOver } from "./room-state";
import { followMute, rememberMicrophone, wasMicrophoneOpen } from "./seat-memory";
import { type Departure, patchSession, readSession } from "./session-store";

/** About ten minutes. */
const REJOIN_TRIES = 90;
const LONGEST_PAUSE_MS = 8_000;

type Link = { roomId: string; isCurrent: () => boolean; onGone: (why: Departure) => void };

async function connect(seat: TokenView, link: Link): Promise<void> {
  const { url, token } = seat;
  if (!url || !token) return;
  const muted = followMute(seat.mutedAt);
  const microphoneOpen = seat.microphoneOpen || wasMicrophoneOpen();
  const { connectVoice } = await import("./voice");
  if (!link.isCurrent()) return;
  await connectVoice({ url, token, onGone: (why) => link.isCurrent() && (why === "lost" || why === "left" ? void resumeSound(link) : link.onGone(why)) });
  if (!link.isCurrent()) return;
  // During a cut, when no word of it came through.
  if (muted && readSession().mic === "off") patchSession({ mutedByModerator: true });
  // Taken off the stage during a cut: the microphone opens again only by the member's own act.
  if (readSession().mic === "none") rememberMicrophone(false);
  if (!microphoneOpen || readAudioChoices().pushToTalk || !link.isCurrent() || readSession().mic !== "off") return;
  const { setMicrophone } = await import("./voice-controls");
  await setMicrophone(true);
  if (readSession().mic === "on") patchSession({ micCarried: true });
}

/** Connects the sound of the seat one has just taken, where there is any; asks for a token when none is given. */
export async function connectSound(link: Link, given?: TokenView): Promise<void> {
  const { voice } = readSession();
  if (voice !== "off" && voice !== "lost") return;
  // Said before the first wait: a second call meanwhile must not cut this one.
  patchSession({ voice: "connecting" });
  const seat = given ?? (await takeSeat(link.roomId, { resume: true }).catch(() => null));
  if (!link.isCurrent()) return;
  if (!seat?.url || !seat.token) return patchSession({ voice: "off" });
  try {
    await connect(seat, link);
  } catch {
    if (link.isCurrent()) void resumeSound(link);
  }
}

/** Comes back with fresh tokens, the microphone as it was: soon at first, then every 8 s; at once when the network returns. */
async function resumeSound(link: Link): Promise<void> {
  patchSession({ voice: "lost", mic: "none", micCarried: false });
  for (let attempt = 0; attempt < REJOIN_TRIES && link.isCurrent(); attempt++) {
    await pauseOrOnline(Math.min(500 * 2 ** attempt, LONGEST_PAUSE_MS) * (0.75 + Math.random() / 2));
    if (!link.isCurrent()) return;
    try {
      const seat = await takeSeat(link.roomId, { resume: true });
      if (!link.isCurrent()) return;
      if (!seat.url || !seat.token) return patchSession({ voice: "off" });
      return await connect(seat, link);
    } catch (error) {
      if (!link.isCurrent()) return;
      if (error instanceof RequestError && (error.status === 401 || error.status === 403 || error.status === 409)) return link.onGone(await whyRefused(link.roomId, error));
    }
  }
  if (link.isCurrent()) link.onGone("refused");
}

/** What a refused seat means for the member. */
export async function whyRefused(roomId: string, { reason, status }: RequestError): Promise<Departure> {
  if (reason === "seated_elsewhere") return "elsewhere";
  if (reason === "kicked" || reason === "banned_from_room") return "kicked";
  const detail = status === 409 ? await fetchRoom(roomId).catch(() => null) : null;
  return detail && (detail.state === "ending" || isOver(detail.state)) ? "ended" : "refused";
}

const pauseOrOnline = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
  });
