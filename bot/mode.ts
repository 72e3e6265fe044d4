import type { Env } from "@/lib/platform/env";

/**
 * How updates come: by webhook at a public address, by polling on one machine.
 * @throws Error in webhook mode without a secret token: the library would take updates from anybody then
 */
export function updateMode({ APP_URL, TELEGRAM_WEBHOOK_SECRET: secret }: Pick<Env, "APP_URL" | "TELEGRAM_WEBHOOK_SECRET">): { webhook: { url: string; secret: string } | null } {
  if (!APP_URL.startsWith("https://")) return { webhook: null };
  if (!secret) throw new Error("TELEGRAM_WEBHOOK_SECRET is missing: without it anybody could send updates to the webhook.");
  return { webhook: { url: new URL("/api/telegram/webhook", APP_URL).href, secret } };
}
