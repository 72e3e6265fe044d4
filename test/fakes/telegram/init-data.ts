import { createHmac } from "node:crypto";
import type { FakeUser } from "./world";

export type InitDataOptions = { token: string; user: FakeUser; at?: Date; fields?: Record<string, string> };

/** The initData with which Telegram opens a Mini App for somebody, signed with the bot's token. */
export function signInitData({ token, user, at = new Date(), fields = {} }: InitDataOptions): string {
  const all: Record<string, string> = { query_id: "AAHdF6IQAAAAAN0XohDhrOrc", user: JSON.stringify({ ...user, allows_write_to_pm: true }), auth_date: String(Math.floor(at.getTime() / 1000)), signature: "as-third-parties-check-it", ...fields };
  const lines = Object.keys(all).sort().map((name) => `${name}=${all[name]}`);
  const key = createHmac("sha256", "WebAppData").update(token).digest();
  return new URLSearchParams({ ...all, hash: createHmac("sha256", key).update(lines.join("\n")).digest("hex") }).toString();
}
