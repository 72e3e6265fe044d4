import { findPeople } from "@/lib/membership/find-people";
import { shortWallet } from "@/lib/membership/rules";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import type { Locale } from "@/lib/platform/i18n";
import { sha256 } from "@/lib/platform/ids";
import { consumeLimit } from "@/lib/platform/rate-limit";
import { publishToMember } from "@/lib/platform/realtime";
import { telegramLinkCodes, telegramLinks } from "./store";

const expired = () => new ClubError("not_found", "This link is not valid any more.", { reason: "link_expired" });

/**
 * A Telegram account opened a link code: binds the code to that account and tells whose wallet it is, so that the
 * person can see what they are about to join. A code that another account opened first is spent.
 * @returns the code's id for the answer buttons, and the name and short wallet to show
 * @throws ClubError not_found (`link_expired`), conflict (`telegram_taken`), rate_limited for one who tries many codes
 */
export async function offerLink(options: { code: string; telegramId: number; telegramName: string; locale: Locale }): Promise<{ codeId: string; name: string; wallet: string }> {
  const { code, telegramId, telegramName, locale } = options;
  await consumeLimit("link_code", `telegram:${telegramId}`);
  if (await telegramLinks().findOne({ telegramId })) throw new ClubError("conflict", "This Telegram account is linked already.", { reason: "telegram_taken" });
  const row = await telegramLinkCodes().findOneAndUpdate(
    { _id: sha256(code), expiresAt: { $gt: now() }, state: { $in: ["open", "offered"] }, telegramId: { $in: [null, telegramId] } },
    { $set: { state: "offered", telegramId, telegramName, locale } },
    { returnDocument: "after" },
  );
  const person = row && (await findPeople({ ids: [row.memberId] })).get(row.memberId);
  if (!row || !person) throw expired();
  return { codeId: Buffer.from(row._id, "hex").toString("base64url"), name: person.name, wallet: shortWallet(person.wallet) };
}

/**
 * The Telegram side answers the offer. Only the account that opened the code can; the site then asks its member once
 * more, which stops somebody from handing their own link to a victim. The same answer again changes nothing.
 * @throws ClubError not_found (`link_expired`)
 */
export async function answerOffer(options: { codeId: string; telegramId: number; agree: boolean }): Promise<void> {
  const said = options.agree ? "agreed" : "declined";
  const code = { _id: Buffer.from(options.codeId, "base64url").toString("hex"), telegramId: options.telegramId };
  const row = await telegramLinkCodes().findOneAndUpdate({ ...code, state: { $in: ["offered", said] }, expiresAt: { $gt: now() } }, { $set: { state: said } }, { returnDocument: "after" });
  if (!row && options.agree && (await telegramLinkCodes().findOne({ ...code, state: "used" }))) return;
  if (!row) throw expired();
  await publishToMember(row.memberId, "telegram.linked", { at: now().toISOString(), state: options.agree ? "pending" : "none" });
}
