import type { Browser, Page } from "playwright-core";
import type { Hex } from "viem";
import { expect } from "vitest";
import { openSession } from "@/scripts/bench/open-session";
import { type BrowserWallet, installWallet } from "./browser-wallet";
import { openPage } from "./pages";
import type { RunningClub } from "./running-club";

export type Visitor = { page: Page; wallet: BrowserWallet };
export type PageSession = { member: { id: string; wallet: string } | null; membership?: { active: boolean }; roles?: { admin: boolean; member: boolean } };

/** A person with a wallet of their own in a browser of their own; errors of their pages are collected in `faults`. `chainId`: where the wallet is at first, when not on the club's chain. */
export async function makeVisitor(options: { browser: Browser; club: RunningClub; key: Hex; faults: string[]; chainId?: number }): Promise<Visitor> {
  const context = await options.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", reducedMotion: "reduce" });
  const wallet = await installWallet(context, { key: options.key, rpcUrl: options.club.env.RPC_URL ?? "", ...(options.chainId ? { chainId: options.chainId } : {}) });
  return { wallet, page: await openPage(context, options.faults) };
}

/**
 * A browser that is signed in already, by the same routes but without a wallet window: for tests that are about
 * something else. `phone` is a small screen with touch.
 */
export async function makeSignedIn(options: { browser: Browser; club: RunningClub; key: Hex; faults: string[]; phone?: boolean }): Promise<Page> {
  const { name, value } = await openSession({ url: options.club.url, key: options.key });
  const context = await options.browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...(options.phone ? { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } : { viewport: { width: 1280, height: 800 } }) });
  await context.addCookies([{ name, value, url: options.club.url, httpOnly: true, sameSite: "Lax" }]);
  return openPage(context, options.faults);
}

/** What the club says about the session of a page. */
export const sessionOf = (page: Page): Promise<PageSession> => page.evaluate(async () => (await (await fetch("/api/auth/session")).json()) as PageSession);

/** Connects and signs as a person does, through the wallet window. */
export async function signIn({ page, wallet }: Visitor): Promise<void> {
  await page.getByTestId("connect-wallet").first().click();
  await page.getByTestId("rk-wallet-option-io.metamask").click();
  await page.getByTestId("rk-auth-message-button").click();
  await expect.poll(async () => (await sessionOf(page)).member?.wallet ?? null, { timeout: 30_000 }).toBe(wallet.address.toLowerCase());
}
