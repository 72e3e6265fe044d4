import type { MessageView } from "@/lib/chat/schema";

export type PendingMessage = { clientMsgId: string; text: string; at: string; state: "sending" | "failed" };
/** Messages by rising number, and the own ones that the server has not confirmed yet. */
export type ChatLog = { messages: MessageView[]; pending: PendingMessage[] };

export const EMPTY_LOG: ChatLog = { messages: [], pending: [] };

/** Takes in messages in any order, any number of times: one row per number, later news of a row wins, an own one stops being pending. */
export function mergeMessages(log: ChatLog, incoming: MessageView[]): ChatLog {
  if (incoming.length === 0) return log;
  const bySeq = new Map(log.messages.map((message) => [message.seq, message]));
  for (const message of incoming) {
    const known = bySeq.get(message.seq);
    // A deletion is final: an older copy of the row that arrives late must not bring the words back.
    if (!known?.deleted || message.deleted) bySeq.set(message.seq, message);
  }
  const confirmed = new Set(incoming.map((message) => message.clientMsgId));
  return {
    messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    pending: log.pending.filter((message) => !confirmed.has(message.clientMsgId)),
  };
}

/** Empties a deleted message; its number stays, so that nothing looks missing. */
export const markDeleted = (log: ChatLog, seq: number): ChatLog => ({
  ...log,
  messages: log.messages.map((message) => (message.seq === seq ? { ...message, text: null, deleted: true } : message)),
});

/** The last number before the first hole, or null when no number is missing. */
export function gapAfter(log: ChatLog): number | null {
  for (let index = 1; index < log.messages.length; index++) {
    const before = log.messages[index - 1];
    const here = log.messages[index];
    if (before && here && here.seq !== before.seq + 1) return before.seq;
  }
  return null;
}

/** The highest number held; 0 when there is none. */
export const lastSeq = (log: ChatLog): number => log.messages.at(-1)?.seq ?? 0;

/** Puts an own message at the end before the server has it; sending again keeps its place and its key. */
export function putPending(log: ChatLog, message: PendingMessage): ChatLog {
  const known = log.pending.some(({ clientMsgId }) => clientMsgId === message.clientMsgId);
  return { ...log, pending: known ? log.pending.map((one) => (one.clientMsgId === message.clientMsgId ? { ...one, state: message.state } : one)) : [...log.pending, message] };
}

export const dropPending = (log: ChatLog, clientMsgId: string): ChatLog => ({ ...log, pending: log.pending.filter((one) => one.clientMsgId !== clientMsgId) });
