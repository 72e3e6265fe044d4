import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type AbiFunction, parseAbiItem, toFunctionSignature } from "viem";
import { z } from "zod";
import { clubMembershipAbi, CONTRACT_ADDRESSES } from "@/lib/generated/contracts";

/** The parts of ERC-7730 that the descriptor uses, strictly: a misspelled member would be shown by no wallet. */
const wallets = z.strictObject({ types: z.array(z.enum(["wallet", "eoa", "contract", "token", "collection"])).min(1), sources: z.array(z.string()).min(1) });
const base = { path: z.string().regex(/^(#\.\w+|@\.(value|from|to))$/), label: z.string().min(1).max(20) };
const field = z.discriminatedUnion("format", [
  z.strictObject({ ...base, format: z.enum(["raw", "amount"]) }),
  z.strictObject({ ...base, format: z.literal("addressName"), params: wallets }),
  z.strictObject({ ...base, format: z.literal("date"), params: z.strictObject({ encoding: z.enum(["timestamp", "blockheight"]) }) }),
]);
const format = z.strictObject({ $id: z.string(), intent: z.string().min(1).max(40), fields: z.array(field), required: z.array(z.string()).default([]), excluded: z.array(z.string()).default([]) });
const descriptorFile = z.strictObject({
  $schema: z.literal("https://eips.ethereum.org/assets/eip-7730/erc7730-v1.schema.json"),
  context: z.strictObject({ $id: z.string(), contract: z.strictObject({ abi: z.array(z.record(z.string(), z.unknown())), deployments: z.array(z.strictObject({ chainId: z.number().int(), address: z.string() })) }) }),
  metadata: z.strictObject({ owner: z.string(), info: z.strictObject({ legalName: z.string() }) }),
  display: z.strictObject({ formats: z.record(z.string(), format) }),
});

const file = path.resolve(import.meta.dirname, "../../contracts/clear-signing/club-membership.json");
const { context, display } = descriptorFile.parse(JSON.parse(readFileSync(file, "utf8")));
const functions = clubMembershipAbi.filter((item): item is Extract<(typeof clubMembershipAbi)[number], { type: "function" }> => item.type === "function");

describe("clear signing of ClubMembership (ERC-7730)", () => {
  test("default: covers buying, renewing and the refund", () => {
    expect(Object.values(display.formats).map(({ $id }) => $id)).toEqual(["buy", "buyWithPermit", "renew", "refund"]);
  });

  test.each(Object.entries(display.formats))("behavior: %s is a function of the contract, and nothing that is signed stays unseen", (key, { fields, required, excluded }) => {
    const described = parseAbiItem(`function ${key}`) as AbiFunction;
    const real = functions.find((item) => toFunctionSignature(item) === toFunctionSignature(described));
    if (!real) throw new Error(`${key} is no function of the contract.`);
    expect(described.inputs.map(({ name }) => name)).toEqual(real.inputs.map(({ name }) => name));
    const shown = fields.map((each) => each.path);
    const inputs: string[] = real.inputs.map(({ name }) => `#.${name}`);
    expect([...shown, ...excluded].filter((each) => each.startsWith("#")).sort()).toEqual([...inputs].sort());
    expect(shown.includes("@.value")).toBe(real.stateMutability === "payable");
    expect(required.filter((each) => !shown.includes(each))).toEqual([]);
    for (const each of fields) {
      const type = real.inputs.find(({ name }) => `#.${name}` === each.path)?.type;
      if (each.format === "addressName") expect(type).toBe("address");
      if (each.format === "date") expect(type).toBe("uint256");
    }
  });

  test("behavior: its ABI is the contract's, its addresses are those of the deployment files; else run `npm run generate`", () => {
    for (const item of context.contract.abi) expect(functions).toContainEqual(item);
    expect(context.contract.abi.map(({ name }) => name)).toEqual(Object.values(display.formats).map(({ $id }) => $id));
    expect(context.contract.deployments).toEqual(Object.entries(CONTRACT_ADDRESSES).map(([chainId, { membership }]) => ({ chainId: Number(chainId), address: membership })));
  });
});
