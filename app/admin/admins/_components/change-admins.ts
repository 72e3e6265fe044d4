import { request } from "@/app/_http/request";
import type { ActContext } from "@/app/_web3/use-chain-act";
import { type ClubAdminView, clubAdminsView } from "@/lib/membership/schema";

export type AdminChange = { act: "addAdmin" | "removeAdmin"; wallet: `0x${string}` };
export type AdminChanged = { admins: ClubAdminView[]; /** Whether the club counts the change already. */ inForce: boolean };

const ASK_EVERY_MS = 400;
const MAX_ASKS = 25;

const readAdmins = async (): Promise<ClubAdminView[]> => (await request("/api/admin/admins", { parse: (value) => clubAdminsView.parse(value) })).items;

/** Asks the club until it counts the change, at most ten seconds. */
async function untilInForce({ act, wallet }: AdminChange): Promise<AdminChanged> {
  let admins: ClubAdminView[] = [];
  for (let ask = 0; ask < MAX_ASKS; ask += 1) {
    admins = await readAdmins();
    const entry = admins.find((admin) => admin.wallet === wallet.toLowerCase());
    if (act === "addAdmin" ? entry?.inForce : !entry) return { admins, inForce: true };
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return { admins, inForce: false };
}

/** One change of the admins: the owner's transaction, its block, and the club that follows. */
export const changeAdmins = async ({ change, wallet, settings, onStep }: ActContext & { change: AdminChange }): Promise<AdminChanged> => {
  const [{ sendCall }, { membershipContract }] = await Promise.all([import("@/app/_web3/send-call"), import("@/app/_web3/club-contracts")]);
  await sendCall({ wallet, settings, to: membershipContract(settings), functionName: change.act, args: [change.wallet], onStep });
  onStep({ step: "club" });
  return untilInForce(change);
};
