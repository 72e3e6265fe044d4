import { describe, expect, test } from "vitest";
import { splitLinks } from "@/app/_player/message-links";

describe("links in messages", () => {
  test("default: an address becomes a link, the sentence's own full stop does not", () => {
    expect(splitLinks("see https://example.org/a?b=1. Thanks")).toEqual([{ text: "see " }, { text: "https://example.org/a?b=1", href: "https://example.org/a?b=1" }, { text: ". Thanks" }]);
  });

  test("behavior: plain words stay as they are", () => {
    expect(splitLinks("no link here: example.org")).toEqual([{ text: "no link here: example.org" }]);
    expect(splitLinks("")).toEqual([]);
  });

  test("error: other schemes never become links", () => {
    for (const text of ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://"]) expect(splitLinks(text).some((part) => part.href)).toBe(false);
  });
});
