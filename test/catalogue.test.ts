import { createTranslator, IntlErrorCode } from "use-intl/core";
import { describe, expect, test } from "vitest";
import en from "@/lib/messages/en.json";
import ru from "@/lib/messages/ru.json";
import { sourceFiles } from "./setup/source-files";

type Tree = { [key: string]: string | Tree };
const flat = (tree: Tree, prefix = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`)));
const english = new Map(flat(en as Tree));
const russian = new Map(flat(ru as Tree));
/** ICU arguments a text takes, so that both languages are given the same. */
const argumentsOf = (text: string) => [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]))].sort();
const source = sourceFiles([".ts", ".tsx"], ["app", "bot", "lib", "scripts"])
  .map((file) => file.text)
  .join("\n");

describe("messages", () => {
  test("default: both languages have the same keys", () => {
    expect([...english.keys()].filter((key) => !russian.has(key))).toEqual([]);
    expect([...russian.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  test("behavior: both languages take the same arguments", () => {
    const differing = [...english].filter(([key, text]) => argumentsOf(text).join() !== argumentsOf(russian.get(key) ?? "").join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test("error: no text fails to parse", () => {
    const faults: string[] = [];
    for (const [locale, messages] of [["en", en], ["ru", ru]] as const) {
      const translate = createTranslator({ locale, messages: messages as Tree, timeZone: "UTC", onError: (error) => { if (error.code === IntlErrorCode.INVALID_MESSAGE) faults.push(`${locale}: ${error.message}`); } });
      for (const key of english.keys()) translate(key as never, undefined as never);
    }
    expect(faults).toEqual([]);
  });

  test("behavior: no key is left that nothing uses", () => {
    // A key counts as used when its last part, or the beginning of a composed one ("state_" + state), stands in the code.
    const unused = [...english.keys()].filter((key) => {
      const last = key.split(".").at(-1) ?? key;
      const stem = last.replace(/_[^_]+$/, "_");
      return !new RegExp(`["'\`.]${last}["'\`]|\\b${last}:`).test(source) && !(stem !== last && source.includes(stem + "${")) && !source.includes(`${key.split(".").slice(0, -1).join(".")}.\${`);
    });
    expect(unused).toEqual([]);
  });
});
