import { endSession } from "@/lib/auth/end-session";
import { openSession } from "@/lib/auth/open-session";
import { readSession } from "@/lib/auth/read-session";
import { sessionLifeMs } from "@/lib/auth/rules";
import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { telegramAccess } from "@/lib/platform/telegram-api";
import { checkInitData } from "./check-init-data";
import { memberOfTelegram } from "./find-link";
import type { MiniAppView } from "./schema";
import { type MiniAppRow, telegramMiniApps } from "./store";

/** `token` goes out as the Mini App's cookie, for `seconds`. */
export type MiniAppOpening = { view: MiniAppView; token: string; seconds: number };

function refuse(fault: string): never {
  log("telegram").info({ fault }, "a Mini App was refused");
  if (fault === "old") throw new ClubError("unauthenticated", "This opening of the Mini App is too old. Open it anew in Telegram.", { reason: "init_data_old" });
  throw new ClubError("unauthenticated", "This opening of the Mini App is not accepted. Open it anew in Telegram.", { reason: "init_data_refused" });
}

/**
 * Makes the opening the client's own: the first to come gets it, later only who has its token. A client that had
 * another opening gives that up.
 */
async function claim({ hash, clientToken }: { hash: string; clientToken: string | undefined }): Promise<{ row: MiniAppRow; token: string }> {
  const row: MiniAppRow = { _id: hash, client: "", memberId: null, at: now() };
  const token = newSecret();
  try {
    const fresh = { ...row, client: sha256(token) };
    await telegramMiniApps().insertOne(fresh);
    if (clientToken) await endSession({ token: clientToken });
    return { row: fresh, token };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const known = await telegramMiniApps().findOne({ _id: hash });
  if (!known || !clientToken || known.client !== sha256(clientToken)) return refuse("replay");
  return { row: known, token: clientToken };
}

/** Opens the session of a linked account with the client's token. Again, it is the same session. */
async function signIn({ token, memberId }: { token: string; memberId: string }): Promise<void> {
  const person = (await findPeople({ ids: [memberId] })).get(memberId);
  if (!person) return;
  try {
    await openSession({ memberId, wallet: person.wallet as `0x${string}`, chainId: env().CHAIN_ID, method: "mini_app", token });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * Opens the Mini App for the Telegram account that `initData` names: a session of an hour when it is linked, else only
 * its name, and the same call again once it is. The same initData goes on with the client that used it first and is
 * refused to everybody else.
 * @param options.clientToken the Mini App's cookie, if there is one
 * @throws ClubError unauthenticated (`init_data_refused`, `init_data_old`), unavailable (`telegram_off`)
 */
export async function openMiniApp({ initData, clientToken }: { initData: string; clientToken: string | undefined }): Promise<MiniAppOpening> {
  const check = checkInitData({ initData, token: telegramAccess().token, at: now() });
  if (!check.ok) return refuse(check.fault);
  const { hash, telegramId, telegramName } = check.data;
  const { row, token } = await claim({ hash, clientToken });
  const seconds = sessionLifeMs("mini_app") / 1000;
  const memberId = await memberOfTelegram({ telegramId });
  if (memberId === null) return { view: { state: "unlinked", telegramName }, token, seconds };
  if (row.memberId === null) {
    await signIn({ token, memberId });
    await telegramMiniApps().updateOne({ _id: hash, memberId: null }, { $set: { memberId } });
    // Unlinked in between: who unlinked did not see this session yet.
    if ((await memberOfTelegram({ telegramId })) !== memberId) await endSession({ token });
  }
  const viewer = await readSession({ token, miniApp: true });
  if (!viewer || viewer.id !== memberId) return refuse("ended");
  return { view: { state: "signed_in", name: viewer.name, expiresAt: viewer.expiresAt.toISOString() }, token, seconds: Math.max(1, Math.ceil((viewer.expiresAt.getTime() - now().getTime()) / 1000)) };
}
