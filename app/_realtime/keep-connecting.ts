import type Pusher from "pusher-js";

/** How soon a connection that was not answered counts as away. */
export const UNAVAILABLE_MS = 5_000;
const PAUSE_MS = 5_000;

/**
 * Tries again every ten seconds or so while the server is away. The client by itself waits longer and longer, up to a
 * minute: it would come back long after its server. Channels and sign-in are the client's to take up again.
 */
export function keepConnecting(pusher: Pusher): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  pusher.connection.bind("state_change", ({ current }: { current: string }) => {
    clearTimeout(timer);
    if (current !== "unavailable") return;
    timer = setTimeout(
      () => {
        pusher.disconnect();
        pusher.connect();
      },
      PAUSE_MS * (0.5 + Math.random()),
    );
  });
}
