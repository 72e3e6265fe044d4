import { readFileSync } from "node:fs";
import { type Abi, createTestClient, createWalletClient, type Hex, http, parseAbi, parseEther, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { clubBadgesAbi, clubMembershipAbi } from "@/lib/generated/contracts";
import { LOCAL_KEYS } from "@/scripts/start/environment";
import { readDeployment } from "@/scripts/start/match-data";
import type { RunningClub } from "./running-club";

const TOKEN = "artifacts/contracts/mocks/Tokens.sol/PlainToken.json";
const CLAIM = { Claim: [{ name: "to", type: "address" }, { name: "id", type: "uint256" }, { name: "deadline", type: "uint256" }] } as const;

/** What happens on the chain of a running club besides its pages: tokens, time, passes and badges for wallets nobody opens a page with. */
export function clubChain(club: RunningClub) {
  const transport = http(club.env.RPC_URL);
  const owner = createWalletClient({ account: privateKeyToAccount(LOCAL_KEYS.owner), chain: hardhat, transport }).extend(publicActions);
  const node = createTestClient({ mode: "anvil", chain: hardhat, transport });
  const { membership, badges } = readDeployment(club.env.DEPLOYMENTS_DIR ?? "", hardhat.id) as unknown as Record<"membership" | "badges", { address: Hex }>;
  const done = async (hash: Hex) => {
    const receipt = await owner.waitForTransactionReceipt({ hash });
    if (receipt.status !== "success") throw new Error(`Transaction ${hash} reverted.`);
    return receipt;
  };
  const seconds = async () => (await owner.getBlock()).timestamp;
  return {
    membership: membership.address,
    badges: badges.address,
    /** Deploys the ERC-20 with permits, `PLN`, and gives `holder` 100 of it. */
    async deployToken(holder: Hex): Promise<Hex> {
      const { abi, bytecode } = JSON.parse(readFileSync(TOKEN, "utf8")) as { abi: Abi; bytecode: Hex };
      const { contractAddress } = await done(await owner.deployContract({ abi, bytecode }));
      await done(await owner.writeContract({ abi: parseAbi(["function mint(address to, uint256 amount)"]), address: contractAddress as Hex, functionName: "mint", args: [holder, parseEther("100")] }));
      return contractAddress as Hex;
    },
    /** A pass for `days` of the chain's time. */
    async grant(account: Hex, days: number): Promise<void> {
      await done(await owner.writeContract({ abi: clubMembershipAbi, address: membership.address, functionName: "grant", args: [account, 1, (await seconds()) + BigInt(days * 86_400)] }));
    },
    /** A badge by the minter's voucher: its key sends nothing, so the club's own mints are not disturbed. */
    async giveBadge(to: Hex, id: bigint): Promise<void> {
      const deadline = (await seconds()) + 3_600n;
      const domain = { name: "ClubBadges", version: "1", chainId: hardhat.id, verifyingContract: badges.address };
      const signature = await privateKeyToAccount(LOCAL_KEYS.minter).signTypedData({ domain, types: CLAIM, primaryType: "Claim", message: { to, id, deadline } });
      await done(await owner.writeContract({ abi: clubBadgesAbi, address: badges.address, functionName: "claim", args: [to, id, deadline, signature] }));
    },
    /** One ETH that came past the shop, as from a contract that destroyed itself. */
    async forceEther(): Promise<void> {
      const balance = await owner.getBalance({ address: membership.address });
      await node.setBalance({ address: membership.address, value: balance + parseEther("1") });
    },
    /** Lets time pass on the chain. */
    async passDays(days: number): Promise<void> {
      await node.increaseTime({ seconds: days * 86_400 });
      await node.mine({ blocks: 1 });
    },
  };
}
