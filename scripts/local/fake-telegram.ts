import { fileURLToPath } from "node:url";
import { choosePort } from "./ports";
import { type LocalContext, type LocalServer, spawnServer, waitUntilReady } from "./process";

/** A group that exists in the fake Telegram only, so that its door can be tried. */
const GROUP_ID = "-1000000007001";
const TOKEN = "4242:fake-telegram-of-this-machine";

export type FakeTelegramServer = LocalServer & { env: Record<string, string> };

/** Starts the fake Bot API with its page, in place of Telegram. It forgets everything when it stops. */
export async function startFakeTelegram({ port, ...context }: LocalContext & { port?: number | undefined }): Promise<FakeTelegramServer> {
  const chosen = await choosePort(port);
  const script = fileURLToPath(new URL("../../test/fakes/serve-telegram.ts", import.meta.url));
  const managed = await spawnServer({ name: "telegram", command: process.execPath, args: ["--import", "tsx", script, String(chosen.port), TOKEN, GROUP_ID], context });
  const url = `http://127.0.0.1:${chosen.port}`;
  await waitUntilReady({ managed, check: async () => (await fetch(`${url}/state.json`, { signal: AbortSignal.timeout(1_000) })).ok });
  const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: url, TELEGRAM_LINK_ROOT: `http://localhost:${chosen.port}`, TELEGRAM_BOT_USERNAME: "voice_club_test_bot", TELEGRAM_CHANNEL_ID: GROUP_ID };
  return { url, port: chosen.port, source: "the fake one", env, managed, stop: () => managed.stop() };
}
