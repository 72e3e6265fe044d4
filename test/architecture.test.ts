import { describe, expect, test } from "vitest";
import { isClientFile, type SourceFile, sourceFiles } from "./setup/source-files";

const files = sourceFiles();

/** The arrows between domains: a domain may import the schema, rules and use cases of those listed. */
const DOMAIN_ARROWS: Record<string, string[]> = {
  membership: [],
  auth: ["membership"],
  xp: ["membership"],
  badges: ["membership", "xp"],
  minting: ["badges", "membership", "xp"],
  rooms: ["membership", "xp"],
  chat: ["membership", "rooms"],
  telegram: ["membership", "auth"],
};
const SHARED_ROOMS = ["platform", "generated", "messages"];

const inTree = (target: string) => /^(app|bot|lib|scripts|test|contracts|artifacts)\//.test(target);
const domainOf = (target: string) => /^lib\/([^/]+)\//.exec(`${target}/`)?.[1];
const isDomain = (name: string | undefined): name is string => name !== undefined && !SHARED_ROOMS.includes(name) && name !== "jobs";
const isStore = (target: string) => /\/(store|[\w-]+-store)$/.test(target);
const isPlain = (target: string) => /\/(schema|rules|[\w-]+-rules|[\w-]+-schema)$/.test(target);

/** One sentence for each import of a file that goes where it may not. */
function faultsOf(file: SourceFile): string[] {
  const faults: string[] = [];
  const fail = (target: string, why: string) => faults.push(`${file.path} imports ${target}: ${why}`);
  const room = file.path.split("/")[0];
  const own = domainOf(file.path);
  for (const target of file.imports) {
    if (/\.js$/.test(target) && inTree(target)) fail(target, "imports carry no .js ending");
    const to = inTree(target) ? target.split("/")[0] : undefined;
    const toDomain = domainOf(target);
    const framework = /^(next|next\/.*|react|react-dom|next-intl)$/.test(target);
    if (room === "app") {
      if (to && ["bot", "scripts", "test"].includes(to)) fail(target, "pages reach lib and app only");
      if (target === "mongodb" || /^lib\/platform\/(mongo|gridfs)$/.test(target)) fail(target, "pages do not touch the database");
      if (isStore(target) && to === "lib") fail(target, "a store belongs to its domain");
      if (to === "lib" && isClientFile(file) && !isPlain(target) && !/^lib\/(platform\/chain-errors|generated\/|messages\/)/.test(target) && !isTypeOnly(file, target))
        fail(target, "client code takes schema, rules, chain-errors, generated and messages from lib");
      if (to === "lib" && toDomain === "jobs" && !/^lib\/jobs\/(queue|schema)$/.test(target)) fail(target, "pages enqueue jobs, they do not run them");
      if (/^(next\/headers)$/.test(target) && !/^app\/(_server|layout|proxy)/.test(file.path) && !/^app\/.*\/?(page|layout)\.tsx$/.test(file.path)) fail(target, "cookies and headers are read in app/_server");
    }
    if (room === "bot") {
      if (to && !["bot", "lib"].includes(to)) fail(target, "the bot reaches lib only");
      if (framework) fail(target, "the bot knows no framework");
      if (isStore(target) && to === "lib") fail(target, "a store belongs to its domain");
    }
    if (room === "scripts" && to && ["app", "bot", "test"].includes(to)) fail(target, "scripts start app and bot as processes");
    if (room === "lib") {
      if (framework) fail(target, "lib knows no framework");
      if (to && to !== "lib") fail(target, "lib reaches lib only");
      if (own === "platform" && toDomain && !SHARED_ROOMS.includes(toDomain)) fail(target, "the platform knows no domain");
      if (isDomain(own)) {
        if (toDomain === "jobs" && !/^lib\/jobs\/(queue|schema)$/.test(target)) fail(target, "domains enqueue jobs, only the registry knows handlers");
        if (isDomain(toDomain) && toDomain !== own) {
          if (!DOMAIN_ARROWS[own]?.includes(toDomain)) fail(target, `no arrow from ${own} to ${toDomain}`);
          if (isStore(target)) fail(target, "a store belongs to its domain");
        }
      }
      if (/\/schema$/.test(file.path.replace(/\.ts$/, "")) && !/^zod$/.test(target) && !isPlain(target)) fail(target, "a schema imports zod only");
    }
  }
  return faults;
}

/** Type-only imports vanish from the bundle, so they cannot carry server code into the browser. */
function isTypeOnly(file: SourceFile, target: string): boolean {
  const last = target.split("/").slice(-2).join("/").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const lines = file.text.split("\n").filter((line) => new RegExp(`from ["'][^"']*${last}["']`).test(line));
  return lines.length > 0 && lines.every((line) => /^\s*(import|export) type /.test(line));
}

describe("architecture", () => {
  test("default: every file keeps to the imports of its room", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap(faultsOf)).toEqual([]);
  });

  test("behavior: a domain that is not in the table of arrows is noticed", () => {
    const domains = new Set(files.map((file) => domainOf(file.path)).filter(isDomain));
    expect([...domains].filter((name) => !(name in DOMAIN_ARROWS))).toEqual([]);
  });

  test("behavior: the environment is read in one place of the product", () => {
    const readers = files.filter((file) => /^(app|lib|bot)\//.test(file.path) && /process\.env/.test(file.text) && !/^app\/_web3\//.test(file.path));
    expect(readers.map((file) => file.path)).toEqual(["lib/platform/env.ts"]);
  });

  test("behavior: there are no barrels and no grab bags", () => {
    const bad = files.filter((file) => /^(app|lib|bot)\//.test(file.path) && /\/(index|utils|helpers|misc)\.tsx?$/.test(file.path));
    expect(bad.map((file) => file.path)).toEqual([]);
  });

  test("error: an import against the rules is found", () => {
    const fault = (path: string, target: string, text = "") => faultsOf({ path, text, imports: [target] });
    expect(fault("lib/membership/x.ts", "lib/rooms/read-room")).toHaveLength(1);
    expect(fault("lib/chat/x.ts", "lib/rooms/store")).toHaveLength(1);
    expect(fault("app/api/x/route.ts", "lib/rooms/store")).toHaveLength(1);
    expect(fault("app/(club)/x.tsx", "lib/rooms/read-room", '"use client";')).toHaveLength(1);
    expect(fault("bot/x.ts", "react")).toHaveLength(1);
    expect(fault("lib/platform/x.ts", "lib/xp/rules")).toHaveLength(1);
    expect(fault("lib/rooms/x.ts", "lib/xp/award-xp")).toEqual([]);
  });
});
