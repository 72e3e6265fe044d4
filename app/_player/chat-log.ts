import type { MessageView, QuoteView } from "@/lib/chat/schema";
import { quoteText } from "@/lib/chat/text-rules";
import type { RequestError } from "../_http/request";

/**
 * An own message that the server has not confirmed. `sending`: on its way; `waiting`: it is sent again by itself;
 * `failed`: only its author sends it again.
 */
export type PendingMessage = { clientMsgId: string; text: string; at: string; state: "sending" | "waiting" | "failed"; reply: QuoteView | null; mentions: string[]; fault: RequestError | null };
/** Messages by rising number, and the own ones that the server has not confirmed yet. */
export type ChatLog = { messages: MessageView[]; pending: PendingMessage[] };

export const EMPTY_LOG: ChatLog = { messages: [], pending: [] };

/** Of two copies of one message the later: a deletion is final, and a change is not undone by what was written before it. */
function laterOf(known: MessageView | undefined, incoming: MessageView): MessageView {
  if (!known || incoming.deleted) return incoming;
  if (known.deleted || (known.editedAt ?? "") > (incoming.editedAt ?? "")) return known;
  // An event may come without the words that are here already.
  return incoming.text === null && known.editedAt === incoming.editedAt ? known : incoming;
}

function merged(messages: MessageView[], incoming: MessageView[]): MessageView[] {
  const last = messages.at(-1)?.seq ?? 0;
  const next = incoming[0];
  // The usual case, cheap however long the chat is: the next message.
  if (incoming.length === 1 && next && next.seq > last) return [...messages, next];
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  for (const message of incoming) bySeq.set(message.seq, laterOf(bySeq.get(message.seq), message));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Takes in messages in any order, any number of times: one row per number, later news of a row wins, an own one stops being pending. */
export function mergeMessages(log: ChatLog, incoming: MessageView[]): ChatLog {
  if (incoming.length === 0) return log;
  const confirmed = new Set(incoming.map((message) => message.clientMsgId));
  return {
    messages: merged(log.messages, incoming),
    pending: log.pending.some((message) => confirmed.has(message.clientMsgId)) ? log.pending.filter((message) => !confirmed.has(message.clientMsgId)) : log.pending,
  };
}

const requote = (messages: MessageView[], seq: number, text: string | null): MessageView[] =>
  messages.map((message) => (message.reply?.seq === seq ? { ...message, reply: { ...message.reply, text } } : message));

/** Empties a deleted message, also where others answered it; its number stays, so that nothing looks missing. */
export const markDeleted = (log: ChatLog, seq: number, deletedBy: MessageView["deletedBy"]): ChatLog => ({
  ...log,
  messages: requote(log.messages, seq, null).map((message) => (message.seq === seq ? { ...message, text: null, deleted: true, deletedBy, reply: null, mentions: [] } : message)),
});

/** Takes in a changed message, also where others answered it. One that is not held is left alone: it comes with its page. */
export function applyEdit(log: ChatLog, message: MessageView): ChatLog {
  if (!log.messages.some((one) => one.seq === message.seq)) return log;
  const { messages } = mergeMessages(log, [message]);
  return { ...log, messages: message.text === null ? messages : requote(messages, message.seq, quoteText(message.text)) };
}

/** The last number before the first hole, or null when no number is missing. */
export function gapAfter(log: ChatLog): number | null {
  const first = log.messages[0]?.seq;
  const last = log.messages.at(-1)?.seq;
  if (first === undefined || last === undefined || last - first + 1 === log.messages.length) return null;
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
  return { ...log, pending: known ? log.pending.map((one) => (one.clientMsgId === message.clientMsgId ? { ...one, state: message.state, fault: message.fault } : one)) : [...log.pending, message] };
}

export const dropPending = (log: ChatLog, clientMsgId: string): ChatLog => ({ ...log, pending: log.pending.filter((one) => one.clientMsgId !== clientMsgId) });
