import { RequestError } from "../_http/request";
import { keepSeat } from "./room-api";
import { readSession } from "./session-store";

const EVERY_MS = 10_000;

type KeepOptions = { roomId: string; onElsewhere: () => void; onUnseated: () => void; onRefused: () => void };

/**
 * Tells the club that this page still sits in its seat whenever the voice server cannot tell, and that it is closing.
 * `onUnseated`: the seat was given up meanwhile; `onRefused`: the member may not be here any more. The returned function stops it.
 */
export function startSeatKeeper({ roomId, onElsewhere, onUnseated, onRefused }: KeepOptions): () => void {
  const timer = setInterval(() => {
    if (readSession().voice !== "connected") void speak();
  }, EVERY_MS);

  async function speak(): Promise<void> {
    try {
      await keepSeat(roomId);
    } catch (error) {
      if (!(error instanceof RequestError)) return;
      if (error.reason === "seated_elsewhere") onElsewhere();
      else if (error.reason === "not_in_room") onUnseated();
      else if (error.status === 401 || error.status === 403) onRefused();
    }
  }
  const closing = () => void keepSeat(roomId, { leaving: true }).catch(() => undefined);
  window.addEventListener("pagehide", closing);
  return () => {
    clearInterval(timer);
    window.removeEventListener("pagehide", closing);
  };
}
