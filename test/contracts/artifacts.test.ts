import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, test } from "vitest";
import hre from "hardhat";
import { renderContracts } from "@/scripts/generate-contracts";
import { CLUB_CONTRACTS, readArtifact, readCompilerInput } from "@/scripts/deployment/artifacts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CODE_LIMIT = 24_576;
const BADGES_LIMIT = 16_000;
const bytes = (code: string) => (code.length - 2) / 2;

test("default: lib/generated/contracts.ts is what the compiled contracts say; else run `npm run generate`", () => {
  expect(readFileSync(path.join(ROOT, "lib/generated/contracts.ts"), "utf8")).toBe(renderContracts());
});

describe("size", () => {
  test("behavior: both contracts fit into a block explorer's and a chain's limits", () => {
    expect(bytes(readArtifact("ClubMembership").deployedBytecode)).toBeLessThanOrEqual(CODE_LIMIT);
    expect(bytes(readArtifact("ClubBadges").deployedBytecode)).toBeLessThanOrEqual(BADGES_LIMIT);
  });

  // The optimizer of the production profile takes a minute; the release run measures what is really deployed.
  test("behavior: with the production profile too, and without a warning about the club's own sources", { timeout: 600_000 }, (context) => {
    context.skip(process.env.CONTRACTS_DEEP !== "1", "compiles everything again: npm run test:deep");
    const production = hre.config.solidity.profiles.production?.compilers[0]?.settings as { optimizer: object; viaIR: boolean };
    const { compile } = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };
    const { input } = readCompilerInput(readArtifact("ClubMembership").buildInfoId) as { input: { settings: object } };
    const settings = { ...input.settings, ...production, outputSelection: { "*": { "*": ["evm.deployedBytecode.object"] } } };
    type Output = { errors?: { sourceLocation?: { file: string }; formattedMessage: string }[]; contracts: Record<string, Record<string, { evm: { deployedBytecode: { object: string } } }>> };
    const { contracts, errors = [] } = JSON.parse(compile(JSON.stringify({ ...input, settings }))) as Output;
    const own = /^project\/contracts\/(base\/)?\w+\.sol$/;
    expect(errors.filter(({ sourceLocation }) => own.test(sourceLocation?.file ?? "")).map(({ formattedMessage }) => formattedMessage)).toEqual([]);
    const size = (name: string) => (contracts[readArtifact(name as "ClubBadges").inputSourceName]?.[name]?.evm.deployedBytecode.object.length ?? Infinity) / 2;
    expect(size("ClubMembership")).toBeLessThanOrEqual(CODE_LIMIT);
    expect(size("ClubBadges")).toBeLessThanOrEqual(BADGES_LIMIT);
  });
});

test("behavior: every external function says what it does: it is the text that explorers show", () => {
  const names = CLUB_CONTRACTS.flatMap((contract) => readArtifact(contract).abi.flatMap((item) => (item.type === "function" ? [item.name] : [])));
  const files = ["", "base"].flatMap((folder) =>
    readdirSync(path.join(ROOT, "contracts", folder)).filter((file) => file.endsWith(".sol")).map((file) => path.join(ROOT, "contracts", folder, file)));
  for (const file of files) {
    for (const match of readFileSync(file, "utf8").matchAll(/((?:[ \t]*\/\/\/[^\n]*\n)*)[ \t]*function (\w+)\([^{;]*?\b(?:external|public)\b/g)) {
      if (names.includes(match[2] ?? "")) expect(match[1], `${path.basename(file)}: ${match[2]}`).toContain("@notice");
    }
  }
});

test("behavior: every error and event that the contracts declare is asked for by name in a test", () => {
  const textsOf = (folder: string, ending: string) => {
    const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));
    return files.filter((file) => !/^(test|mocks)\//.test(file)).map((file) => readFileSync(path.join(ROOT, folder, file), "utf8")).join("\n");
  };
  const [sources, tests] = [textsOf("contracts", ".sol"), textsOf("test/contracts", ".test.ts")];
  const declared = [...sources.matchAll(/^ {4}(?:error|event) (\w+)\(/gm)].map(([, name = ""]) => name);
  expect(declared.length).toBeGreaterThan(80);
  // What both contracts share is asked for without the contract's prefix.
  const isNamed = (name: string) => [name, name.replace(/^Club(Membership|Badges)/, "")].some((each) => new RegExp(`["\`]${each}\\b|\\}${each}\\(`).test(tests));
  expect(declared.filter((name) => !isNamed(name))).toEqual([]);
});
