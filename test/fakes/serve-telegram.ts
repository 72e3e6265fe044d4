import { serveChatPage } from "./telegram-page";
import { FakeTelegram } from "./telegram-server";
import { REAL_LIMITS } from "./telegram/limits";

/**
 * The fake Bot API as a process of its own, with the limits of the real one and a page that shows the chats.
 * Usage: node --import tsx test/fakes/serve-telegram.ts <port> <token> [group id]
 */
const [port = "0", token = "4242:fake", group] = process.argv.slice(2);
const fake = await FakeTelegram.start({ port: Number(port), token, limits: REAL_LIMITS, latencyMs: 30, page: serveChatPage });
if (group) fake.addChat({ id: Number(group), title: "Members only", owner: { id: 7100, first_name: "Owner" } });
console.log(`The fake Telegram answers at ${fake.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void fake.stop().then(() => process.exit(0)));
