import { now } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { shortWallet } from "./rules";
import { findMemberByWallet, insertMember, type MemberRow, type Wallet } from "./store";

/** The account of a wallet, made at its first sign-in with the short wallet as its name. One wallet, one account. */
export async function ensureAccount({ wallet, locale }: { wallet: Wallet; locale: "en" | "ru" }): Promise<MemberRow> {
  const found = await findMemberByWallet(wallet);
  if (found) return found;
  const name = shortWallet(wallet);
  const row: MemberRow = { _id: newId("m"), wallet, name, nameKey: name.toLowerCase(), bio: "", locale, speaker: false, ban: null, level: 1, joinedAt: now() };
  if (await insertMember(row)) return row;
  const raced = await findMemberByWallet(wallet);
  if (!raced) throw new Error("An account that was just there is gone.");
  return raced;
}
