import { setPlayer } from "../_components/shell/player-store";
import { RequestError } from "../_http/request";
import type { RealtimeConfig } from "../_realtime/connection";
import { closeChat, openChat } from "./chat-store";
import { toggleMic } from "./audio-controls";
import { clearMediaSession, showMediaSession } from "./media-session";
import { fetchRoom, giveUpSeat, takeOver, takeSeat } from "./room-api";
import { hearRoom } from "./room-listener";
import { startSeatKeeper } from "./seat-keeper";
import { forgetSeat, rememberSeat } from "./seat-memory";
import { type Departure, patchSession, type PlayerTexts, readSession, resetSession } from "./session-store";
import { connectSound, whyRefused } from "./voice-link";

type JoinRoom = {
  roomId: string;
  title: string;
  memberId: string;
  config: RealtimeConfig;
  texts: PlayerTexts;
  /** Goes on here although another device sits in the room. */
  over?: boolean;
  /** Comes back by itself, after a reload. */
  resume?: boolean;
};

let joined: JoinRoom | undefined;
const stops: (() => void)[] = [];
/** Counts the joins of this page session: whatever an earlier one still has on its way is thrown away. */
let turn = 0;

/**
 * Takes the seat, opens the room's events and chat, and connects the sound where there is any. Being in another room
 * of this page session ends first.
 * @throws RequestError when the club refuses the seat (`seated_elsewhere` when another device has it); nothing of the
 *   room is kept then
 */
export async function joinRoom(options: JoinRoom): Promise<void> {
  const { roomId, memberId, config, texts } = options;
  if (readSession().phase !== "idle" && readSession().roomId === roomId) return;
  if (readSession().phase !== "idle") await leaveRoom();
  const mine = ++turn;
  const link = { roomId, isCurrent: () => mine === turn, onGone: depart };
  joined = options;
  patchSession({ phase: "joining", roomId, memberId, detail: null, departure: null, texts, voice: "off", mic: "none", micCarried: false });
  try {
    const seat = await (options.over ? takeOver(roomId) : takeSeat(roomId, options));
    const detail = await fetchRoom(roomId);
    if (mine !== turn) return;
    openChat(roomId, memberId);
    rememberSeat(roomId);
    patchSession({ phase: "in", detail });
    stops.push(hearRoom({ roomId, memberId, config, onGone: depart, onLive: () => void connectSound(link) }), startSeatKeeper({ roomId, onElsewhere: () => depart("elsewhere"), onUnseated: () => void seatAgain(mine), onRefused: () => depart("refused") }));
    showMediaSession({ title: options.title, club: texts.club, onLeave: () => void leaveRoom(), onToggleMic: () => void toggleMic() });
    await connectSound(link, seat);
  } catch (error) {
    if (mine === turn) close(error instanceof RequestError && error.reason === "kicked" ? "kicked" : null);
    throw error;
  }
}

function close(departure: Departure | null): void {
  turn += 1;
  joined = undefined;
  for (const stop of stops.splice(0)) stop();
  closeChat();
  clearMediaSession();
  if (departure === null || departure === "left") setPlayer(null);
  resetSession(departure);
}

/** The end that came from elsewhere: the room ended, another device took over, a moderator acted. */
function depart(why: Departure): void {
  const roomId = joined?.roomId;
  if (!roomId) return;
  forgetSeat();
  void import("./voice").then(({ disconnectVoice }) => disconnectVoice());
  close(why);
  // The last look at the room: its end screen shows the final numbers.
  const still = () => readSession().roomId === roomId && readSession().phase === "idle";
  void fetchRoom(roomId)
    .then((detail) => still() && patchSession({ detail }))
    // Put out of the sound because they may not be in the club any more: no moderator did it.
    .catch((error: unknown) => why === "kicked" && still() && error instanceof RequestError && (error.status === 401 || error.status === 403) && patchSession({ departure: "refused" }));
}

/** The club gave the seat up while this page was silent: takes it again as a new one. */
async function seatAgain(mine: number): Promise<void> {
  const roomId = joined?.roomId;
  if (!roomId || mine !== turn) return;
  try {
    await takeSeat(roomId, { resume: true });
  } catch (error) {
    if (mine === turn && error instanceof RequestError && error.status >= 400 && error.status < 500 && error.status !== 429) depart(await whyRefused(roomId, error));
  }
}

/** Leaves by the member's own wish: the seat, the stage and the hand go back at once. */
export async function leaveRoom(): Promise<void> {
  const roomId = joined?.roomId;
  if (!roomId) return;
  forgetSeat();
  close("left");
  await Promise.allSettled([import("./voice").then(({ disconnectVoice }) => disconnectVoice()), giveUpSeat(roomId)]);
}
