import { deploymentId } from "@/lib/platform/chain";
import { members, memberships } from "./store";

const MOST = 500;

/** Member ids of the owner and the admins as the club counts them now; wallets that never signed in have none. */
export async function listAdminAccounts(): Promise<string[]> {
  const rows = await memberships().find({ deployment: deploymentId(), $or: [{ admin: true }, { owner: true }] }, { projection: { _id: 1 } }).limit(MOST).toArray();
  const accounts = await members().find({ wallet: { $in: rows.map((row) => row._id) } }, { projection: { _id: 1 } }).toArray();
  return accounts.map((account) => account._id);
}
