import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { updateMode } from "@/bot/mode";

const TOKEN = "4242:a-token-that-must-never-be-seen";

/** The whole output of a script of the club that logs everything, with a Telegram that does not answer. */
function outputOf(code: string): string {
  const env = { ...process.env, LOG_LEVEL: "debug", TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: "http://127.0.0.1:9" };
  const run = spawnSync(process.execPath, ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", code], { env, encoding: "utf8", timeout: 20_000 });
  return `${run.stdout}${run.stderr}`;
}

test("default: the bot's token stands in no log line and no error, whatever fails", () => {
  const output = outputOf(`
    const { log } = await import("./lib/platform/log.ts");
    const { telegramApi, sendOnce } = await import("./lib/platform/telegram-api.ts");
    try { await telegramApi().sendMessage(1, "x"); } catch (error) { log("test").error({ err: error, nested: { cause: error } }, "failed " + error.error?.message); }
    log("test").warn({ outcome: await sendOnce((api) => api.sendMessage(1, "x")) }, "outcome");
  `);
  expect(output).toContain("[TELEGRAM_BOT_TOKEN]");
  expect(output).toContain('"state":"unknown"');
  expect(output).not.toContain(TOKEN);
});

test("error: in webhook mode the bot does not start without a secret, and says which variable is missing", () => {
  const APP_URL = "https://club.example";
  expect(() => updateMode({ APP_URL, TELEGRAM_WEBHOOK_SECRET: undefined })).toThrow(/TELEGRAM_WEBHOOK_SECRET is missing/);
  expect(updateMode({ APP_URL, TELEGRAM_WEBHOOK_SECRET: "a-secret-of-the-webhook" })).toEqual({ webhook: { url: "https://club.example/api/telegram/webhook", secret: "a-secret-of-the-webhook" } });
  expect(updateMode({ APP_URL: "http://localhost:3000", TELEGRAM_WEBHOOK_SECRET: undefined })).toEqual({ webhook: null });
});
