import type Pusher from "pusher-js";

/** How soon a connection that was not answered counts as away. */
export const UNAVAILABLE_MS = 5_000;
const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
/** A connection that lasted this long was wanted: the next one that is ended begins with the short pause again. */
const LASTING_MS = 60_000;

/**
 * Tries again every ten seconds or so while the server is away. The client by itself waits longer and longer, up to a
 * minute: it would come back long after its server.
 *
 * Also after the club has ended the connection, as it does with whoever is put out of a room: the client takes that as
 * final, but they may come back, and the sign-in route refuses whoever may not. More and more slowly where it is ended
 * again and again. Channels and sign-in are the client's to take up again.
 */
export function keepConnecting(pusher: Pusher): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = 0;
  let since = 0;
  const later = (pause: number, connect: () => void) => (timer = setTimeout(connect, pause * (0.5 + Math.random())));
  pusher.connection.bind("state_change", ({ current }: { current: string }) => {
    clearTimeout(timer);
    if (current === "connected") since = Date.now();
    if (current === "unavailable") later(PAUSE_MS, () => reconnect(pusher));
    if (current === "disconnected") {
      ended = Date.now() - since > LASTING_MS ? 0 : ended + 1;
      later(Math.min(500 * 2 ** ended, LONGEST_PAUSE_MS), () => pusher.connect());
    }
  });
}

/** Connects anew at once. */
export function reconnect(pusher: Pusher): void {
  pusher.disconnect();
  pusher.connect();
}
