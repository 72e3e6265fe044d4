import { fileURLToPath } from "node:url";
import { choosePort } from "./ports";
import { type LocalContext, type LocalServer, spawnServer, waitUntilReady } from "./process";

/** A group that exists in the fake Telegram only, so that its door can be tried. */
const GROUP_ID = "-1000000007001";
const LOGIN_SECRET = "fake-login-of-this-machine";
const TOKEN = "4242:fake-telegram-of-this-machine";

export type FakeTelegramServer = LocalServer & { env: Record<string, string> };

/** Starts the fake Bot API with its page, in place of Telegram. It forgets everything when it stops. */
export async function startFakeTelegram({ port, ...context }: LocalContext & { port?: number | undefined }): Promise<FakeTelegramServer> {
  const chosen = await choosePort(port);
  const script = fileURLToPath(new URL("../../test/fakes/serve-telegram.ts", import.meta.url));
  const managed = await spawnServer({ name: "telegram", command: process.execPath, args: ["--import", "tsx", script, String(chosen.port), TOKEN, LOGIN_SECRET, GROUP_ID], context });
  const url = `http://127.0.0.1:${chosen.port}`;
  await waitUntilReady({ managed, check: async () => (await fetch(`${url}/state.json`, { signal: AbortSignal.timeout(1_000) })).ok });
  const page = `http://localhost:${chosen.port}`;
  const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_LOGIN_ISSUER: `${page}/oidc`, TELEGRAM_LOGIN_CLIENT_SECRET: LOGIN_SECRET, TELEGRAM_API_ROOT: url, TELEGRAM_LINK_ROOT: page, TELEGRAM_BOT_USERNAME: "voice_club_test_bot", TELEGRAM_CHANNEL_ID: GROUP_ID };
  return { url, port: chosen.port, source: "the fake one", env, managed, stop: () => managed.stop() };
}
