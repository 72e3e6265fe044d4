import { createConfig, http } from "wagmi";
import { connect } from "wagmi/actions";
import { mock } from "wagmi/connectors";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST as voucher } from "@/app/api/badges/[id]/voucher/route";
import { claimBadge } from "@/app/_web3/claim-badge";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import { openSession } from "@/lib/auth/open-session";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { mintOnce } from "@/lib/minting/mint-once";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { expectWhole } from "../../lib/minting/expect-whole";
import { AT_ONCE, MINTER, type MintingClub, OWNER_KEY, startMintingClub, turnUntil } from "../../lib/minting/minting-club";

let club: MintingClub;
beforeAll(async () => {
  process.env.VOUCHER_AFTER_MINUTES = "0";
  club = await startMintingClub();
  await createDeclaredIndexes();
});
afterAll(() => club.stop());
beforeEach(() => club.wipe());
afterEach(() => vi.unstubAllGlobals());

const OWNER = privateKeyToAccount(OWNER_KEY).address;
const settingsOf = () => ({ chainId: 31337 }) as WalletSettings;

/** A wallet as wagmi knows it, whose node signs for it: the owner is a member without a pass. */
async function ownWallet() {
  const { chain } = club.direct();
  const config = createConfig({ chains: [chain], connectors: [mock({ accounts: [OWNER] })], transports: { [chain.id]: http() } });
  const [connector] = config.connectors;
  if (connector) await connect(config, { connector });
  return { config, address: OWNER };
}

/** The browser's requests to its own site go to the route, with the session's cookie. */
async function asMember(account: { _id: string; wallet: `0x${string}` }): Promise<void> {
  const { token } = await openSession({ memberId: account._id, wallet: account.wallet, chainId: 31337, method: "eoa" });
  const outside = globalThis.fetch;
  vi.stubGlobal("fetch", (input: string | URL | Request, init?: RequestInit) => {
    const path = typeof input === "string" && input.startsWith("/") ? input : null;
    if (!path) return outside(input, init);
    const headers = { ...(init?.headers as Record<string, string>), origin: new URL(club.site.url).origin, cookie: `club_session=${token}` };
    return voucher(new Request(club.site.url + path, { ...init, headers }), { params: Promise.resolve({ id: path.split("/").at(-2) ?? "" }) });
  });
}

test("default: out of gas, voucher, claim by the member's own wallet, read back, final; the signer filled up later doubles nothing", async () => {
  const owner = await club.earn({ badges: [1], wallet: OWNER });
  const balance = await club.direct().getBalance({ address: MINTER });
  await club.direct().setBalance({ address: MINTER, value: 1000n });
  await mintOnce({ owner: "worker-a", settings: AT_ONCE });
  expect((await listBadgesOf({ memberId: owner._id }))[0]).toMatchObject({ state: "parked", reason: "out_of_gas", claimable: true });

  await asMember(owner);
  const steps: string[] = [];
  let fee = 0;
  await claimBadge({
    wallet: await ownWallet(),
    settings: settingsOf(),
    badgeId: 1,
    onStep: (at) => {
      if (steps.at(-1) !== at.step) steps.push(at.step);
      if (at.step === "wallet") fee = Number(at.fee);
    },
  });
  expect(steps).toEqual(["check", "wallet", "block"]);
  expect(fee).toBeGreaterThan(0);
  expect(await club.holds(OWNER, 1)).toBe(1n);

  await club.direct().setBalance({ address: MINTER, value: balance });
  await turnUntil({ until: club.allFinal(owner._id) });
  expect(await club.log()).toEqual([]);
  await expectWhole(club, owner);
});

test("error: while the club sends by itself there is nothing to claim", async () => {
  const owner = await club.earn({ badges: [2], wallet: OWNER });
  await asMember(owner);
  await expect(claimBadge({ wallet: await ownWallet(), settings: settingsOf(), badgeId: 2, onStep: () => undefined })).rejects.toMatchObject({ status: 409, reason: "signer_works" });
  expect((await club.items(owner._id))[0]?.state).toBe("pending");
});
