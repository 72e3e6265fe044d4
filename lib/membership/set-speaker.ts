import { ClubError } from "@/lib/platform/errors";
import { tellStanding } from "./tell-standing";
import { members, type Wallet } from "./store";
import { writeAudit } from "./write-audit";

/**
 * Grants or withdraws the speaker flag. Setting what is set already changes nothing and leaves no second audit line.
 * @throws ClubError not_found (`no_member`)
 */
export async function setSpeaker({ wallet, speaker, byId }: { wallet: Wallet; speaker: boolean; byId: string }): Promise<void> {
  const changed = await members().findOneAndUpdate({ wallet, speaker: !speaker }, { $set: { speaker } }, { returnDocument: "after" });
  if (changed) {
    await writeAudit({ action: speaker ? "speaker.granted" : "speaker.withdrawn", byId, onId: changed._id });
    await tellStanding({ wallet });
  } else if (!(await members().findOne({ wallet }))) throw new ClubError("not_found", "There is no such member.", { reason: "no_member" });
}
