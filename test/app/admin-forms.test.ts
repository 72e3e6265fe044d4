import { describe, expect, test } from "vitest";
import { addressFault } from "@/app/admin/admins/_components/address-fault";
import { ether } from "@/lib/platform/ether";
import { mintReason } from "@/app/admin/minting/_components/mint-reason";
import { boundsOf, draftOf, parseDraft } from "@/app/admin/xp/_components/rule-draft";
import { DEFAULT_NUMBERS } from "@/lib/xp/rules";

const OWNER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const ADMIN = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const admins = [
  { wallet: OWNER, owner: true, onChain: true },
  { wallet: ADMIN, owner: false, onChain: true },
  { wallet: "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc", owner: false, onChain: false },
];

describe("the address of a new admin", () => {
  test("default: an address is taken in lower case and with its checksum", () => {
    expect(addressFault("0x90f79bf6eb2c4f870365e785982e1f101e93b906", admins)).toBeNull();
    expect(addressFault("  0x90F79bf6EB2c4f870365E785982E1f101E93b906 ", admins)).toBeNull();
  });

  test("behavior: a wallet that was just removed can be added again", () => {
    expect(addressFault("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc", admins)).toBeNull();
  });

  test("error: what is no address, has a wrong checksum, or is there already", () => {
    expect(["", "vitalik.eth", "0x1234", `${ADMIN}00`].map((typed) => addressFault(typed, admins))).toEqual(["walletWrong", "walletWrong", "walletWrong", "walletWrong"]);
    expect(addressFault("0x90F79bf6EB2c4f870365E785982E1f101E93b90F", admins)).toBe("walletChecksum");
    expect(addressFault("0x90f79bf6EB2c4f870365E785982E1f101E93b906", admins)).toBe("walletChecksum");
    expect(addressFault(OWNER, admins)).toBe("isOwner");
    expect(addressFault(`0x${ADMIN.slice(2).toUpperCase()}`, admins)).toBe("already");
  });
});

describe("a new version of the XP rules", () => {
  test("default: what the form begins with is what is in force", () => {
    expect(parseDraft(draftOf(DEFAULT_NUMBERS))).toEqual({ numbers: DEFAULT_NUMBERS, wrong: [] });
  });

  test("behavior: numbers are read as people write them", () => {
    const { numbers } = parseDraft({ ...draftOf(DEFAULT_NUMBERS), attendanceShare: "0,5", proofWindowSeconds: "1 200" });
    expect(numbers).toMatchObject({ attendanceShare: 0.5, proofWindowSeconds: 1200 });
    expect(boundsOf("bucketSeconds")).toEqual({ min: 10, max: 3600 });
  });

  test("error: every wrong number is named", () => {
    const draft = { ...draftOf(DEFAULT_NUMBERS), listeningXp: "", bucketSeconds: "5", handXp: "ten", supportXp: "1.5" };
    expect(parseDraft(draft)).toEqual({ numbers: null, wrong: ["listeningXp", "bucketSeconds", "handXp", "supportXp"] });
  });
});

test("behavior: a pipeline reason gets its sentence, the contract's own words stay as they are", () => {
  expect(mintReason("blocked")).toEqual({ key: "blocked", name: "" });
  expect(mintReason("reverted_EnforcedPause")).toEqual({ key: "reverted", name: "EnforcedPause" });
  expect(mintReason("ERC1155InvalidReceiver")).toEqual({ key: "other", name: "ERC1155InvalidReceiver" });
});

test("behavior: amounts are never shown larger than they are", () => {
  expect(ether("1999999999999999", "en")).toBe("0.001999");
  expect(ether("12000000000000000000345", "en")).toBe("12,000");
  expect(ether("1500000000000000000", "ru")).toBe("1,5");
});
