import { describe, expect, test } from "vitest";
import { calledIn, splitMessage, typedName } from "@/app/_player/message-parts";

const ana = { id: "m_1", name: "Ana" };
const anaMaria = { id: "m_2", name: "Ana Maria (x)" };

describe("splitMessage", () => {
  test("default: names that are called and addresses stand apart from plain words", () => {
    expect(splitMessage("hi @Ana, see https://example.org/@Ana now", [ana])).toEqual([
      { text: "hi " }, { text: "@Ana", mention: "m_1" }, { text: ", see " }, { text: "https://example.org/@Ana", href: "https://example.org/@Ana" }, { text: " now" },
    ]);
  });

  test("behavior: of two names that begin alike the longer is meant", () => {
    expect(splitMessage("@Ana Maria (x) and @Ana", [ana, anaMaria]).filter((part) => part.mention).map((part) => part.mention)).toEqual(["m_2", "m_1"]);
  });

  test("error: who is not called is plain words, whatever signs the name has", () => {
    expect(splitMessage("@Bea <b>@Ana</b>", [])).toEqual([{ text: "@Bea <b>@Ana</b>" }]);
  });
});

describe("typedName", () => {
  test("default: what stands after the last @ before the caret", () => {
    expect(typedName("hello @An", 9)).toEqual({ from: 6, typed: "an" });
    expect(typedName("@", 1)).toEqual({ from: 0, typed: "" });
    expect(typedName("@Ana Ma rest", 7)).toEqual({ from: 0, typed: "ana ma" });
  });

  test("error: no @, one inside a word, one that was left behind", () => {
    expect([typedName("hello", 5), typedName("mail@an", 7), typedName("@Ana and then more words", 24)]).toEqual([null, null, null]);
  });
});

test("default: people are called by their whole name", () => {
  expect(calledIn("@Ana Maria (x) hello", [ana, anaMaria])).toEqual(["m_1", "m_2"]);
  expect(calledIn("Ana", [ana])).toEqual([]);
});
