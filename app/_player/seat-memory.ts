const KEY = "club.seat";

type Seat = { roomId: string; microphone: boolean; /** The last mute by a moderator that this page has followed. */ mutedAt?: string | null };
type Kept = Partial<Seat> & { device?: string };

let device: string | undefined;
let seat: Seat | null = null;

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    // Storage may be switched off; a reload then asks for one more tap.
    return {};
  }
}

/** Written only while the page is out of sight, or a duplicate of this tab would take itself for it. */
function write(): void {
  try {
    if (seat) sessionStorage.setItem(KEY, JSON.stringify({ ...seat, device } satisfies Kept));
  } catch {
    // As above.
  }
}

function erase(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

function wake(): string {
  if (device) return device;
  const kept = read();
  erase();
  device = typeof kept.device === "string" ? kept.device : crypto.randomUUID();
  if (typeof kept.roomId === "string") seat = { roomId: kept.roomId, microphone: kept.microphone === true, mutedAt: typeof kept.mutedAt === "string" ? kept.mutedAt : null };
  window.addEventListener("pagehide", write);
  window.addEventListener("pageshow", erase);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? write() : erase()));
  return device;
}

/** What this page calls itself towards the club: a random id that outlives a reload, and that no other tab has. */
export const pageDevice = (): string => wake();

/** Remembers which room this page sits in. The microphone stays as it was chosen in the same room. */
export function rememberSeat(roomId: string): void {
  wake();
  seat = seat?.roomId === roomId ? seat : { roomId, microphone: false };
}

export function forgetSeat(): void {
  seat = null;
  erase();
}

/** True when this page was in the room before it was loaded anew. */
export function hadSeat(roomId: string): boolean {
  wake();
  return seat?.roomId === roomId;
}

/** Remembers whether the microphone was left open, so that a reload and a cut network bring it back as it was. */
export function rememberMicrophone(open: boolean): void {
  if (seat) seat = { ...seat, microphone: open };
}

export const wasMicrophoneOpen = (): boolean => seat?.microphone ?? false;

let heard = false;

/** The voice server has closed the microphone itself: when the club tells of that mute, it was followed already. */
export function heardMute(): void {
  heard = true;
  rememberMicrophone(false);
}

/** Follows a mute by a moderator once: true when this page had not heard of it, and the microphone is to stay closed. */
export function followMute(mutedAt: string | null): boolean {
  if (!seat || mutedAt === null || seat.mutedAt === mutedAt) return false;
  const followed = heard;
  heard = false;
  seat = { ...seat, mutedAt, ...(followed ? {} : { microphone: false }) };
  return !followed;
}
