import { chainReader, deploymentId } from "@/lib/platform/chain";
import { askChain, membershipContract } from "./read-chain";
import type { ClubAdminView } from "./schema";
import { members, memberships, type Wallet } from "./store";

const MOST = 500;

/** The owner and the admins as the contract says now. The owner is not in the contract's own list. */
const readOnChain = (): Promise<{ owner: Wallet; admins: Wallet[] }> =>
  askChain(async () => {
    const [owner, admins] = await Promise.all([
      chainReader().readContract({ ...membershipContract(), functionName: "owner" }),
      chainReader().readContract({ ...membershipContract(), functionName: "admins" }),
    ]);
    return { owner: owner.toLowerCase() as Wallet, admins: admins.map((admin) => admin.toLowerCase() as Wallet) };
  });

/**
 * The owner first, then every admin wallet, with the name of its account where it has signed in: those the contract
 * lists, and those the club still counts after their removal.
 * @throws ClubError unavailable (`chain_away`)
 */
export async function listAdmins(): Promise<ClubAdminView[]> {
  const [{ owner, admins }, projected] = await Promise.all([
    readOnChain(),
    memberships().find({ deployment: deploymentId(), admin: true }, { projection: { _id: 1 } }).limit(MOST).toArray(),
  ]);
  const listed = new Set([owner, ...admins]);
  const counted = new Set(projected.map((row) => row._id));
  const wallets = [...new Set([...listed, ...counted])];
  const accounts = await members().find({ wallet: { $in: wallets } }, { projection: { wallet: 1, name: 1 } }).toArray();
  const names = new Map(accounts.map((row) => [row.wallet, row.name]));
  return wallets.map((wallet) => ({ wallet, name: names.get(wallet) ?? null, owner: wallet === owner, onChain: listed.has(wallet), inForce: counted.has(wallet) }));
}
