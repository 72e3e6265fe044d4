import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callRoute, createTestMember, deployTestClub, type TestClub, type TestMember } from "../../setup/deployed-club";
import { GET as list } from "@/app/api/admin/admins/route";
import { followChainOnce } from "@/lib/membership/follow-chain";
import { clubAdminsView } from "@/lib/membership/schema";
import { readTransaction } from "@/lib/platform/read-transaction";

let club: TestClub;
let owner: TestMember;
let ana: TestMember;

const admins = async () => clubAdminsView.parse(await (await callRoute(list, { as: owner })).json()).items;

beforeAll(async () => {
  club = await deployTestClub();
  owner = await createTestMember(club, { account: club.owner, pass: false, name: "Olga" });
  ana = await createTestMember(club, { name: "Ana" });
  await followChainOnce();
});
afterAll(() => club.end());

describe("admins on-chain", () => {
  test("default: the owner stands first, by name, and is counted", async () => {
    expect(await admins()).toEqual([{ wallet: owner.wallet, name: "Olga", owner: true, onChain: true, inForce: true }]);
  });

  test("behavior: an added wallet is shown at once and is in force when the club has followed; a removed one the other way round", async () => {
    const entry = async () => (await admins()).find(({ wallet }) => wallet === ana.wallet);
    await club.addAdmin(ana.wallet);
    expect(await entry()).toEqual({ wallet: ana.wallet, name: "Ana", owner: false, onChain: true, inForce: false });
    await followChainOnce();
    expect(await entry()).toMatchObject({ onChain: true, inForce: true });
    await club.removeAdmin(ana.wallet);
    expect(await entry()).toMatchObject({ onChain: false, inForce: true });
    await followChainOnce();
    expect(await entry()).toBeUndefined();
  });

  test("error: members do not see the list", async () => {
    const answer = await callRoute(list, { as: ana });
    expect([answer.status, (await answer.json()).error.reason]).toEqual([403, "admin_required"]);
  });
});

describe("a transaction for people", () => {
  test("default: call and events are told by the names of the contract", async () => {
    const { transactionHash } = await club.addAdmin(ana.wallet);
    const tx = await readTransaction({ hash: transactionHash });
    expect(tx).toMatchObject({ status: "success", value: 0n, created: null, call: { name: "addAdmin" } });
    expect(tx?.call?.args[0]?.value.toLowerCase()).toBe(ana.wallet);
    expect(tx?.events.map((event) => event.name)).toEqual(["RoleGranted"]);
    expect(tx?.events[0]?.args.map((arg) => arg.name)).toEqual(["role", "account", "sender"]);
    expect(tx?.confirmations).toBeGreaterThanOrEqual(1);
    expect(tx?.fee).toBeGreaterThan(0n);
  });

  test("error: an unknown hash is no transaction", async () => {
    expect(await readTransaction({ hash: `0x${"ab".repeat(32)}` })).toBeNull();
  });
});
