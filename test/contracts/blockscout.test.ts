import { describe, expect, test } from "vitest";
import { type Address, decodeAbiParameters, encodeFunctionData, type Hex, parseAbi, toFunctionSelector } from "viem";
import { reader } from "./support/chain";
import { freshClub } from "./support/club";

const standard = parseAbi(["function supportsInterface(bytes4) view returns (bool)", "function uri(uint256) view returns (string)"]);

/** What an indexer asks that knows no ABI: a bare call, of which it takes the answer or nothing. */
async function ask(to: Address, data: Hex): Promise<Hex | undefined> {
  try {
    return (await reader.call({ to, data })).data;
  } catch {
    return undefined;
  }
}
const text = (data: Hex | undefined) => (data ? decodeAbiParameters([{ type: "string" }], data)[0] : undefined);

/** The questions that Blockscout puts to an ERC-1155 collection, in its order, and what it shows from the answers. */
describe.each(["membership", "badges"] as const)("an explorer reads the %s collection", (kind) => {
  async function collection() {
    const { membership, badges, who, name } = await freshClub();
    return { address: (kind === "badges" ? badges : membership).address, owner: name(who.owner) };
  }

  test("default: name and symbol", async () => {
    const { address } = await collection();
    expect(text(await ask(address, toFunctionSelector("name()")))).toBe(kind === "badges" ? "Club Badges" : "Club Pass");
    expect(text(await ask(address, toFunctionSelector("symbol()")))).toBe(kind === "badges" ? "BADGE" : "PASS");
  });

  test("behavior: no decimals and no total supply, so it is not taken for an ERC-20", async () => {
    const { address } = await collection();
    expect(await ask(address, toFunctionSelector("decimals()"))).toBeUndefined();
    expect(await ask(address, toFunctionSelector("totalSupply()"))).toBeUndefined();
  });

  test.each([["ERC-1155", "0xd9b67a26", true], ["its metadata", "0x0e89341c", true], ["ERC-721", "0x80ac58cd", false], ["nothing", "0xffffffff", false]] as const)("behavior: %s by ERC-165", async (_, id, expected) => {
    const { address } = await collection();
    const answer = await ask(address, encodeFunctionData({ abi: standard, functionName: "supportsInterface", args: [id] }));
    expect(BigInt(answer ?? "0x2")).toBe(expected ? 1n : 0n);
  });

  test("behavior: each token's own full URL, nothing to put an id into; nothing for an undefined id", async () => {
    const { address } = await collection();
    const uri = async (id: bigint) => text(await ask(address, encodeFunctionData({ abi: standard, functionName: "uri", args: [id] })));
    expect([await uri(1n), await uri(2n)]).toEqual([1, 2].map((id) => `https://club.example/${kind}/${id}.json`));
    expect(await uri(1n)).not.toMatch(/[{}]/);
    expect(await uri(9n)).toBe("");
  });

  test("behavior: contractURI and owner", async () => {
    const { address, owner } = await collection();
    expect(text(await ask(address, toFunctionSelector("contractURI()")))).toBe(`https://club.example/${kind}/contract.json`);
    const answer = await ask(address, toFunctionSelector("owner()"));
    expect(answer && decodeAbiParameters([{ type: "address" }], answer)[0]).toBe(owner);
  });
});
