import { PEOPLE, serveChatPage } from "./telegram-page";
import { FakeTelegram } from "./telegram-server";
import { REAL_LIMITS } from "./telegram/limits";
import { FakeLogin } from "./telegram/login";

/**
 * The fake Bot API as a process of its own, with the limits of the real one and a page that shows the chats.
 * Beside it the fake of Telegram's login, under /oidc.
 * Usage: node --import tsx test/fakes/serve-telegram.ts <port> <token> <login secret> [group id]
 */
const [port = "0", token = "4242:fake", secret = "", group] = process.argv.slice(2);
const login = new FakeLogin(`http://localhost:${port}/oidc`, { id: token.split(":")[0] ?? "", secret }, PEOPLE);
const fake = await FakeTelegram.start({ port: Number(port), token, limits: REAL_LIMITS, latencyMs: 30, page: async (...served) => void ((await login.handle(served[1], served[2])) || (await serveChatPage(...served))) });
if (group) fake.addChat({ id: Number(group), title: "Members only", owner: { id: 7100, first_name: "Owner" } });
console.log(`The fake Telegram answers at ${fake.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void fake.stop().then(() => process.exit(0)));
