import { describe, expect, test } from "vitest";
import { type Abi, type AbiFunction, encodeFunctionData, toFunctionSignature } from "viem";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { as, reader } from "./support/chain";
import { freshClub, HASH } from "./support/club";
import { refusal } from "./support/expect";

/**
 * Who may call what. A function that is in an ABI but not here fails the first test of its contract: nothing can be
 * added without somebody deciding who may use it.
 */
type Who = "owner" | "admin" | "minter" | "anyone" | "self" | "pending owner";
const ROLES: Record<string, Who> = {
  "grantRole(bytes32,address)": "owner", "revokeRole(bytes32,address)": "owner", "renounceRole(bytes32,address)": "anyone",
  "beginDefaultAdminTransfer(address)": "owner", "cancelDefaultAdminTransfer()": "owner", "acceptDefaultAdminTransfer()": "pending owner",
  "changeDefaultAdminDelay(uint48)": "owner", "rollbackDefaultAdminDelay()": "owner",
  "setContractURI(string)": "owner", "reissue(address,address)": "owner", "pause()": "admin", "unpause()": "admin",
  "setApprovalForAll(address,bool)": "anyone", "safeTransferFrom(address,address,uint256,uint256,bytes)": "anyone",
  "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)": "anyone",
};
const RULES = {
  ClubMembership: {
    ...ROLES,
    "addAdmin(address)": "owner", "removeAdmin(address)": "owner", "setPlan(uint16,uint64,address,uint128)": "owner", "setPlanActive(uint256,bool)": "owner",
    "setMaxMembers(uint32)": "owner", "setCurrency(address,bool)": "owner", "setRefundWindow(uint32)": "owner", "setTreasury(address)": "owner",
    "withdraw(address)": "owner", "rescue(address)": "owner", "setTierURI(uint256,string)": "owner", "setSuccessor(address)": "owner",
    "grant(address,uint16,uint64)": "admin", "grantBatch(address[],uint16,uint64)": "admin", "extend(address,uint64)": "admin", "revoke(address,string)": "admin",
    "buy(uint256,address,uint256)": "anyone", "buyWithPermit(uint256,address,uint256,uint256,uint8,bytes32,bytes32)": "anyone",
    "renew(uint256,address,uint256)": "anyone", "renewFor(address)": "anyone", "expire(address[])": "anyone",
    "refund()": "anyone", "renounce()": "anyone", "setAutoRenew(uint256,uint256)": "anyone",
  },
  ClubBadges: {
    ...ROLES,
    "defineBadge(uint256,string,bytes32)": "owner", "setBadgeURI(uint256,string,bytes32)": "owner", "freezeBadge(uint256)": "owner", "setMintRate(uint32,uint32)": "owner",
    "revoke(address,uint256,string)": "admin", "unblock(address,uint256)": "admin",
    "awardBatch((address,uint16)[])": "minter", "claim(address,uint256,uint256,bytes)": "anyone", "renounce(uint256)": "anyone",
    "mintAsking(address,address,uint256,uint256)": "self",
  },
} satisfies Record<string, Record<string, Who>>;

const isWriting = (item: Abi[number]): item is AbiFunction => item.type === "function" && item.stateMutability !== "view" && item.stateMutability !== "pure";

/** Any well-formed value of a type: rights are looked at before values. */
function sample(type: string, components?: AbiFunction["inputs"]): unknown {
  if (type.endsWith("[]")) return [sample(type.slice(0, -2), components)];
  if (type === "tuple") return Object.fromEntries((components ?? []).map((part) => [part.name, sample(part.type)]));
  if (type === "address") return "0x00000000000000000000000000000000000000aa";
  if (type === "bool") return true;
  if (type === "string") return "https://club.example/x";
  if (type === "bytes") return "0x";
  if (type === "bytes32") return HASH;
  return Number(/\d+$/.exec(type)?.[0] ?? 256) > 48 ? 1n : 1;
}

describe.each([["ClubMembership", clubMembershipAbi], ["ClubBadges", clubBadgesAbi]] as const)("%s > who may call what", (contract, abi: Abi) => {
  const functions = abi.filter(isWriting).map((item) => ({ item, signature: toFunctionSignature(item) }));
  const rules: Record<string, Who> = RULES[contract];

  test("default: every state-changing function has a rule, and every rule a function", () => {
    expect(functions.map(({ signature }) => signature).sort()).toEqual(Object.keys(rules).sort());
  });

  const refusals: Partial<Record<Who, RegExp>> = {
    owner: /AccessControlUnauthorizedAccount/,
    admin: new RegExp(`${contract}UnauthorizedAdmin`),
    minter: /AccessControlUnauthorizedAccount/,
    self: new RegExp(`${contract}OnlySelf`),
    "pending owner": /AccessControlInvalidDefaultAdmin/,
  };
  const may: Record<Who, readonly string[]> = {
    owner: ["owner"], admin: ["owner", "admin"], minter: ["minter"], self: [], "pending owner": [], anyone: ["owner", "admin", "minter", "treasury", "ana"],
  };

  for (const { item, signature } of functions) {
    const rule = rules[signature] ?? "anyone";
    if (rule === "anyone") continue;
    test.each(["owner", "admin", "minter", "treasury", "ana"] as const)(`behavior: ${signature} by %s: ${rule} only`, async (actor) => {
      const club = await freshClub();
      const target = contract === "ClubMembership" ? club.membership : club.badges;
      const data = encodeFunctionData({ abi: [item], functionName: item.name, args: item.inputs.map((input) => sample(input.type, "components" in input ? input.components : undefined)) });
      const outcome = await refusal(reader.call({ ...as(club.who[actor]), to: target.address, data }), abi);
      const refused = refusals[rule];
      if (!refused) throw new Error(`There is no refusal for ${rule}.`);
      if (may[rule].includes(actor)) expect(outcome).not.toMatch(refused);
      else expect(outcome).toMatch(refused);
    });
  }
});
