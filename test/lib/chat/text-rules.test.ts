import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forbiddenWord, hasLink, MAX_CHARACTERS, MAX_MESSAGE_BYTES, quoteText, textFault } from "@/lib/chat/text-rules";
import { DEPTH } from "../../setup/depth";

describe("textFault", () => {
  test("default: words, lines, signs of any script, emoji", () => {
    for (const text of ["hi", "two\nlines\twith a tab", "Привет, как дела", "漢字", "\u{1F468}\u200d\u{1F469}\u200d\u{1F467}", "שלום", "<b>{{x}}</b>"]) expect(textFault(text)).toBeNull();
  });

  test("behavior: whatever passes fits into a body of 10 kB with all that stands beside it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: MAX_CHARACTERS }), (text) => {
        const beside = { clientMsgId: "x".repeat(64), replyTo: 1_000_000_000, mentions: Array.from({ length: 10 }, () => "m_".padEnd(28, "0")) };
        if (textFault(text) === null) expect(Buffer.byteLength(JSON.stringify({ text, ...beside }))).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
      }),
      { numRuns: DEPTH.propertyRuns, examples: [["\u{1F600}".repeat(MAX_CHARACTERS)]] },
    );
  });

  test("error: every control character but line breaks and tabs", () => {
    const refused = Array.from({ length: 160 }, (_, code) => code).filter((code) => textFault(`a${String.fromCharCode(code)}b`) !== null);
    expect(refused).toEqual([...Array.from({ length: 32 }, (_, code) => code).filter((code) => ![9, 10, 13].includes(code)), ...Array.from({ length: 33 }, (_, index) => 127 + index)]);
  });
});

describe("forbiddenWord", () => {
  test("default: whole words in any case, whatever signs stand around or between", () => {
    const words = ["spam", "free mint", "спам*"];
    expect(["SPAM!", "no s\u200bpam", "get your free—mint", "спамеры", "ｓｐａｍ"].map((text) => forbiddenWord(text, words) !== null)).toEqual([true, true, true, true, true]);
    expect(["spammer", "free the mint", "antispam", ""].map((text) => forbiddenWord(text, words))).toEqual([null, null, null, null]);
  });

  test("error: a list entry without a letter forbids nothing", () => {
    expect(forbiddenWord("anything", ["**", "--"])).toBeNull();
  });
});

test("default: links with and without a scheme are found, numbers and sentences are not", () => {
  expect(["http://a.b", "ipfs://x", "www.example", "see t.me/x", "пропуск.рф", "ex\u200bample.com"].every(hasLink)).toBe(true);
  expect(["v1.2.3", "end.Then", "a@example.com is mail", "3.14", "…"].some(hasLink)).toBe(false);
});

test("default: a quote is one line and never cuts a sign in two", () => {
  expect(quoteText("a\n b")).toBe("a b");
  expect([...quoteText("\u{1F600}".repeat(200))].length).toBe(140);
});
