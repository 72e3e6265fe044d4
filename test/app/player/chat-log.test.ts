import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdit, dropPending, EMPTY_LOG, gapAfter, lastSeq, markDeleted, mergeMessages, putPending } from "@/app/_player/chat-log";
import type { MessageView } from "@/lib/chat/schema";
import { DEPTH } from "@/test/setup/depth";

const message = (seq: number, change: Partial<MessageView> = {}): MessageView => ({
  seq,
  from: { id: `m_${"0".repeat(26)}`, wallet: `0x${"1".repeat(40)}`, name: "Ana" },
  text: `text ${seq}`,
  clientMsgId: `client-${seq}`,
  at: new Date(seq * 1_000).toISOString(),
  deleted: false,
  deletedBy: null,
  editedAt: null,
  reply: null,
  mentions: [],
  ...change,
});
const pending = (clientMsgId: string) => ({ clientMsgId, text: "hello", at: "2026-01-01T00:00:00.000Z", state: "sending" as const, reply: null, mentions: [], fault: null });

describe("chat log", () => {
  test("default: messages stand in the order of their numbers, whatever order they come in", () => {
    const log = mergeMessages(mergeMessages(EMPTY_LOG, [message(3), message(1)]), [message(2)]);
    expect(log.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(lastSeq(log)).toBe(3);
    expect(gapAfter(log)).toBeNull();
  });

  test("behavior: any order and any repetition gives the same list", () => {
    const all = Array.from({ length: 12 }, (_, index) => message(index + 1));
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...all), { maxLength: 6 }), { maxLength: 12 }), (batches) => {
        const log = [...batches, all].reduce(mergeMessages, EMPTY_LOG);
        expect(log.messages).toEqual(all);
      }),
      { numRuns: DEPTH.propertyRuns },
    );
  });

  test("behavior: a hole is found behind the last number before it", () => {
    expect(gapAfter(mergeMessages(EMPTY_LOG, [message(4), message(5), message(8)]))).toBe(5);
  });

  test("behavior: an own message stops being pending when the server has it", () => {
    const sent = putPending(EMPTY_LOG, pending("client-7"));
    expect(sent.pending).toHaveLength(1);
    expect(mergeMessages(sent, [message(7)]).pending).toEqual([]);
  });

  test("behavior: sending again keeps the place and the key", () => {
    const two = putPending(putPending(EMPTY_LOG, pending("client-a")), pending("client-b"));
    const failed = putPending(two, { ...pending("client-a"), state: "failed" });
    expect(failed.pending.map(({ clientMsgId, state }) => [clientMsgId, state])).toEqual([["client-a", "failed"], ["client-b", "sending"]]);
    expect(dropPending(failed, "client-a").pending.map(({ clientMsgId }) => clientMsgId)).toEqual(["client-b"]);
  });

  test("error: a deleted message does not come back with an older copy of itself", () => {
    const log = markDeleted(mergeMessages(EMPTY_LOG, [message(1), message(2)]), 2, "moderator");
    expect(mergeMessages(log, [message(2)]).messages[1]).toMatchObject({ deleted: true, text: null });
    expect(gapAfter(log)).toBeNull();
  });

  test("behavior: a change replaces the words, also where others answered them, and no older copy brings them back", () => {
    const answered = mergeMessages(EMPTY_LOG, [message(1), message(2, { reply: { seq: 1, name: "Ana", text: "text 1" } })]);
    const log = applyEdit(answered, message(1, { text: "other\nwords", editedAt: "2026-01-01T00:00:09.000Z" }));
    expect(log.messages.map(({ text, reply }) => [text, reply?.text ?? null])).toEqual([["other\nwords", null], ["text 2", "other words"]]);
    expect(mergeMessages(log, [message(1)]).messages[0]?.text).toBe("other\nwords");
    expect(applyEdit(log, message(9, { editedAt: "2026-01-01T00:00:09.000Z" }))).toBe(log);
    expect(markDeleted(log, 1, "author").messages[1]?.reply?.text).toBeNull();
  });

  test("behavior: an event without its words does not empty the words that are here", () => {
    const log = mergeMessages(EMPTY_LOG, [message(1), message(2)]);
    expect(mergeMessages(log, [message(1, { text: null })]).messages[0]?.text).toBe("text 1");
  });
});
