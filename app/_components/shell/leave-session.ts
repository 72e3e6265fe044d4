import { readPlayer } from "./player-store";

/** What wallet code keeps in this browser, and the wallet the session was opened with. */
export const SESSION_WALLET_KEY = "club.wallet-rdns";

/**
 * Ends the session on the server, forgets the connected wallet and loads `to` afresh, so that nothing of the old
 * session stays in memory. Goes on even when the server does not answer: the page then shows what is true.
 */
export async function leaveSession(to: string): Promise<void> {
  try {
    // Who is in a room gives up the seat while the session still counts; its code is loaded already.
    if (readPlayer()) await (await import("../../_player/join-room")).leaveRoom();
    await fetch("/api/auth/sign-out", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}", signal: AbortSignal.timeout(8000) });
  } catch {
    // Offline or away: the reload below says so.
  }
  for (const key of Object.keys(localStorage)) if (key.startsWith("wagmi.") || key.startsWith("club.")) localStorage.removeItem(key);
  location.assign(to);
}
