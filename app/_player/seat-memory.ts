const KEY = "club.seat";

/** Remembers, for this tab only, which room it sits in, so that a reload comes back to its seat. */
export function rememberSeat(roomId: string): void {
  try {
    sessionStorage.setItem(KEY, roomId);
  } catch {
    // Storage may be switched off; a reload then asks for one more tap.
  }
}

export function forgetSeat(roomId: string): void {
  try {
    if (sessionStorage.getItem(KEY) === roomId) sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

/** True when this tab was in the room before it was loaded anew. */
export function hadSeat(roomId: string): boolean {
  try {
    return sessionStorage.getItem(KEY) === roomId;
  } catch {
    return false;
  }
}
