import type { TokenView } from "@/lib/rooms/schema";
import { setPlayer } from "../_components/shell/player-store";
import { RequestError } from "../_http/request";
import type { RealtimeConfig } from "../_realtime/connection";
import { closeChat, openChat } from "./chat-store";
import { clearMediaSession, showMediaSession } from "./media-session";
import { fetchRoom, takeSeat } from "./room-api";
import { hearRoom } from "./room-listener";
import { isOver } from "./room-state";
import { forgetSeat, rememberSeat } from "./seat-memory";
import { type Departure, patchSession, type PlayerTexts, readSession, resetSession } from "./session-store";

const REJOIN_TRIES = 40;

type JoinRoom = { roomId: string; title: string; memberId: string; config: RealtimeConfig; texts: PlayerTexts };

let joined: JoinRoom | undefined;
let stopHearing: (() => void) | undefined;
/** Counts the joins of this page session: whatever an earlier one still has on its way is thrown away. */
let turn = 0;

/**
 * Takes the seat, opens the room's events and chat, and connects the sound where there is any. Being in another room
 * of this page session ends first.
 * @throws RequestError when the club refuses the seat; nothing of the room is kept then
 */
export async function joinRoom(options: JoinRoom): Promise<void> {
  if (readSession().phase !== "idle" && readSession().roomId === options.roomId) return;
  if (readSession().phase !== "idle") await leaveRoom();
  const mine = ++turn;
  joined = options;
  patchSession({ phase: "joining", roomId: options.roomId, memberId: options.memberId, detail: null, departure: null, texts: options.texts, voice: "off", mic: "none" });
  try {
    const seat = await takeSeat(options.roomId);
    const detail = await fetchRoom(options.roomId);
    if (mine !== turn) return;
    openChat(options.roomId, options.memberId);
    rememberSeat(options.roomId);
    patchSession({ phase: "in", detail });
    stopHearing = hearRoom({ ...options, onGone: depart, onLive: () => void connectSound() });
    showMediaSession({ title: options.title, club: options.texts.club, onLeave: () => void leaveRoom(), onToggleMic: () => void toggleMic() });
    await connectSound(seat);
  } catch (error) {
    if (mine === turn) close(null);
    throw error;
  }
}

function close(departure: Departure | null): void {
  turn += 1;
  joined = undefined;
  stopHearing?.();
  stopHearing = undefined;
  closeChat();
  clearMediaSession();
  setPlayer(null);
  resetSession(departure);
}

/** The end that came from elsewhere: the room ended, another device took over, a moderator acted. */
function depart(why: Departure): void {
  const roomId = joined?.roomId;
  if (!roomId) return;
  if (why !== "elsewhere") forgetSeat(roomId);
  void import("./voice").then(({ disconnectVoice }) => disconnectVoice());
  close(why);
  // The last look at the room: its end screen shows the final numbers.
  void fetchRoom(roomId).then((detail) => readSession().roomId === roomId && readSession().phase === "idle" && patchSession({ detail })).catch(() => undefined);
}

async function connectSound(given?: TokenView): Promise<void> {
  const mine = turn;
  if (readSession().voice !== "off" && readSession().voice !== "lost") return;
  const seat = given ?? (await takeSeat(joined?.roomId ?? "").catch(() => null));
  if (mine !== turn || !seat) return;
  if (!seat.url || !seat.token) return patchSession({ voice: "off" });
  patchSession({ voice: "connecting" });
  try {
    const { connectVoice } = await import("./voice");
    if (mine !== turn) return;
    await connectVoice({ url: seat.url, token: seat.token, onGone: (why) => void (mine === turn && soundGone(why)) });
  } catch {
    if (mine === turn) void resume();
  }
}

function soundGone(why: Departure | "lost"): void {
  if (why === "lost" || why === "left") void resume();
  else depart(why);
}

/** Comes back with fresh tokens: soon at first, then every 15 s; at once when the network returns. */
async function resume(): Promise<void> {
  const mine = turn;
  patchSession({ voice: "lost", mic: "none" });
  for (let attempt = 0; attempt < REJOIN_TRIES && mine === turn; attempt++) {
    await pauseOrOnline(Math.min(1_000 * 2 ** attempt, 15_000));
    if (mine !== turn) return;
    try {
      const seat = await takeSeat(joined?.roomId ?? "");
      if (mine !== turn || !seat.url || !seat.token) return patchSession({ voice: "off" });
      const { connectVoice } = await import("./voice");
      await connectVoice({ url: seat.url, token: seat.token, onGone: (why) => void (mine === turn && soundGone(why)) });
      return;
    } catch (error) {
      if (mine === turn && error instanceof RequestError && (error.status === 401 || error.status === 403 || error.status === 409)) return depart(await whyRefused(error));
    }
  }
}

async function whyRefused(error: RequestError): Promise<Departure> {
  const detail = error.status === 409 && joined ? await fetchRoom(joined.roomId).catch(() => null) : null;
  return detail && isOver(detail.state) ? "ended" : "refused";
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

/** Leaves by the member's own wish: the seat, the stage and the hand go back at once. */
export async function leaveRoom(): Promise<void> {
  const roomId = joined?.roomId;
  if (!roomId) return;
  forgetSeat(roomId);
  close("left");
  const [{ disconnectVoice }, { giveUpSeat }] = await Promise.all([import("./voice"), import("./room-api")]);
  await Promise.allSettled([disconnectVoice(), giveUpSeat(roomId)]);
}

/** The microphone button, from wherever it is pressed. */
export async function toggleMic(): Promise<void> {
  const { mic } = readSession();
  if (mic !== "on" && mic !== "off") return;
  const { setMicrophone } = await import("./voice");
  await setMicrophone(mic === "off");
}
