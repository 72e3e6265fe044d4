import { setTimeout as sleep } from "node:timers/promises";
import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import { env } from "@/lib/platform/env";
import { log, scrub } from "@/lib/platform/log";
import { closeDatabase } from "@/lib/platform/mongo";
import { receiveUpdate } from "@/lib/telegram/receive-update";
import { workUpdates } from "@/lib/telegram/work-updates";
import { assembleBot, offerMiniApp, publishCommands } from "./bot";
import type { ClubContext } from "./context";
import { updateMode } from "./mode";

/** chat_member comes to admins of a chat only, and only when it is asked for. */
const ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member", "chat_member", "chat_join_request"] as const;
const IDLE_MS = 250;
/** A chat whose answer takes long holds up one of them. */
const WORKERS = 3;
const AWAY_MS = 3_000;
const POLL_SECONDS = 5;

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

/** Repeats a step until the process is asked to stop; a failure is logged and followed by a pause. */
async function repeat(part: string, step: () => Promise<number>): Promise<void> {
  while (!stop.signal.aborted) {
    try {
      if ((await step()) === 0) await sleep(IDLE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    } catch (error) {
      if (stop.signal.aborted) return;
      log("bot").warn({ part, error: error instanceof Error ? error.message : String(error) }, "will try again");
      await sleep(AWAY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }
}

/** Development: asks Telegram for updates and files them like the webhook does. */
function poll(bot: Bot<ClubContext>): Promise<void> {
  let offset = 0;
  return repeat("polling", async () => {
    const updates = await bot.api.getUpdates({ offset, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES }, stop.signal as never);
    for (const update of updates) {
      await receiveUpdate({ update });
      offset = update.update_id + 1;
    }
    return updates.length;
  });
}

async function main(): Promise<void> {
  const { webhook } = updateMode(env());
  const bot = assembleBot();
  await bot.init();
  if (webhook) await bot.api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: ALLOWED_UPDATES });
  else await bot.api.deleteWebhook();
  await publishCommands(bot);
  await offerMiniApp(bot);
  log("bot").info({ bot: bot.botInfo.username, mode: webhook ? "webhook" : "polling" }, "ready");
  const work = Array.from({ length: WORKERS }, () => repeat("updates", () => workUpdates({ handle: (update) => bot.handleUpdate(update as Update) })));
  await Promise.all([...work, webhook ? Promise.resolve() : poll(bot)]);
  await closeDatabase();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The bot cannot start: ${scrub(error instanceof Error ? error.message : String(error))}\n`);
    process.exit(1);
  },
);
