import { RequestError } from "../_http/request";
import { serverNow } from "../_http/server-time";
import { confirmPresence } from "./room-api";
import { patchSession, readSession, type Session } from "./session-store";

let done = "";

/** Shows the club's question whether somebody is there until it runs out, unless it was answered or put aside. */
export function showPrompt(prompt: Session["prompt"]): void {
  const { prompt: shown } = readSession();
  if (prompt === null || prompt.promptId === done || prompt.promptId === shown?.promptId) return;
  patchSession({ prompt });
  setTimeout(() => closePrompt(prompt.promptId), Math.max(0, Date.parse(prompt.expiresAt) - serverNow()));
}

/** Takes a question off the screen; it does not come again. */
export function closePrompt(promptId: string): void {
  done = promptId;
  if (readSession().prompt?.promptId === promptId) patchSession({ prompt: null });
}

/**
 * "I am here."
 * @throws RequestError when the club could not be told; a question that is over is no fault
 */
export async function answerPrompt(roomId: string, promptId: string): Promise<void> {
  try {
    await confirmPresence(roomId, promptId);
  } catch (error) {
    if (!(error instanceof RequestError && error.status === 409)) throw error;
  }
  closePrompt(promptId);
}
