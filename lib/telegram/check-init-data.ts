import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { telegramNameOf } from "./rules";

/** How old the initData of a Mini App may be, and how far its clock may be ahead of ours, in seconds. */
export const INIT_DATA_SECONDS = 3_600;
const AHEAD_SECONDS = 60;

const initUser = z.object({ id: z.number().int().positive(), username: z.string().optional(), first_name: z.string(), last_name: z.string().optional() });

/** Who opened the Mini App, by Telegram's own word. `hash` is lower-case hex: one per opening. */
export type InitData = { hash: string; telegramId: number; telegramName: string };
export type InitDataCheck = { ok: true; data: InitData } | { ok: false; fault: "form" | "hash" | "old" | "user" };

/** The fields by name, or null: a name that comes twice would leave open which of the two was signed. */
function fieldsOf(text: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) return null;
    fields.set(name, value);
  }
  return fields;
}

function parseUser(text: string | undefined): z.infer<typeof initUser> | null {
  try {
    return initUser.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

/**
 * Checks the initData of a Mini App: signed with the bot's token over every field but `hash`
 * (core.telegram.org/bots/webapps, "Validating data received via the Mini App"), compared in constant time, at most an
 * hour old. Never throws, whatever the text.
 */
export function checkInitData({ initData, token, at }: { initData: string; token: string; at: Date }): InitDataCheck {
  const fields = fieldsOf(initData);
  const hash = fields?.get("hash") ?? "";
  const signedAt = fields?.get("auth_date") ?? "";
  if (!fields || !/^[0-9a-f]{64}$/i.test(hash) || !/^\d{1,12}$/.test(signedAt)) return { ok: false, fault: "form" };
  const signed = [...fields].filter(([name]) => name !== "hash").sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join("\n");
  const key = createHmac("sha256", "WebAppData").update(token).digest();
  if (!timingSafeEqual(createHmac("sha256", key).update(signed).digest(), Buffer.from(hash, "hex"))) return { ok: false, fault: "hash" };
  const age = at.getTime() / 1000 - Number(signedAt);
  if (age > INIT_DATA_SECONDS || age < -AHEAD_SECONDS) return { ok: false, fault: "old" };
  const user = parseUser(fields.get("user"));
  return user ? { ok: true, data: { hash: hash.toLowerCase(), telegramId: user.id, telegramName: telegramNameOf(user) } } : { ok: false, fault: "user" };
}
