import { endSession } from "@/lib/auth/end-session";
import { openSession } from "@/lib/auth/open-session";
import { findPeople } from "@/lib/membership/find-people";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { ClubError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { finishLogin, type LoginSecrets } from "@/lib/platform/telegram-login";
import { memberOfTelegram } from "./find-link";
import { telegramNameOf } from "./rules";
import type { LoginView } from "./schema";
import { loginReturnUrl } from "./start-login";
import { telegramLogins } from "./store";

export type FinishLogin = {
  /** The query with which Telegram led back. */
  search: string;
  /** The login's cookie: an answer counts only in the browser that asked. */
  browserToken: string | undefined;
  /** The session this browser had until now; it ends with the new one's beginning. */
  previousToken?: string | undefined;
};
export type FinishedLogin = { view: LoginView; session: { token: string; expiresAt: Date } | null };

const refused = () => new ClubError("unauthenticated", "This login was not accepted. Please start again.", { reason: "login_refused" });

/** Takes the login away in the same step as it is found: one answer, one attempt. */
async function consume(state: string, browserToken: string | undefined): Promise<{ secrets: LoginSecrets; next: string }> {
  const row = browserToken ? await telegramLogins().findOneAndDelete({ _id: sha256(state), browser: sha256(browserToken) }) : null;
  if (!row || row.expiresAt <= now()) throw refused();
  return { secrets: { state, nonce: row.nonce, verifier: row.verifier }, next: row.next };
}

/**
 * Ends "Log in with Telegram": who Telegram says it was is signed in when linked, in a session that asks for the wallet
 * where money, admin or the link itself is at stake; else only named, to be led to linking.
 * @throws ClubError unauthenticated (`login_refused`), unavailable (`telegram_off`, `telegram_away`)
 */
export async function finishTelegramLogin({ search, browserToken, previousToken }: FinishLogin): Promise<FinishedLogin> {
  const answer = new URL(loginReturnUrl());
  answer.search = search;
  const { secrets, next } = await consume(answer.searchParams.get("state") ?? "", browserToken);
  const claims = await finishLogin({ answer, secrets });
  const telegramName = telegramNameOf({ id: claims.id, username: claims.preferred_username, first_name: claims.name ?? "" });
  const unlinked: FinishedLogin = { view: { state: "unlinked", telegramName }, session: null };
  const memberId = await memberOfTelegram({ telegramId: claims.id });
  const person = memberId && (await findPeople({ ids: [memberId] })).get(memberId);
  if (!person) return unlinked;
  const session = await openSession({ memberId: person.id, wallet: person.wallet as `0x${string}`, chainId: env().CHAIN_ID, method: "telegram" });
  // Unlinked in between: who unlinked did not see this session yet.
  if ((await memberOfTelegram({ telegramId: claims.id })) !== person.id) {
    await endSession({ token: session.token });
    return unlinked;
  }
  if (previousToken) await endSession({ token: previousToken });
  return { view: { state: "signed_in", next }, session };
}
