import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import type { FakeTelegram, FakeUser } from "./telegram-server";

const HTML = fileURLToPath(new URL("./telegram-page.html", import.meta.url));

/** The people one can be on the page. */
export const PEOPLE: FakeUser[] = [
  { id: 7001, username: "ana_k", first_name: "Ana", language_code: "en" },
  { id: 7002, username: "maxim", first_name: "Максим", language_code: "ru" },
  { id: 7003, first_name: "Stranger", language_code: "en" },
];

type Act = { act: "write" | "press" | "block" | "unblock" | "join" | "leave"; userId: number; text?: string; chatId?: number };

function perform(fake: FakeTelegram, { act, userId, text = "", chatId = 0 }: Act): void {
  const user = PEOPLE.find((person) => person.id === userId);
  if (!user) throw new Error("There is no such person here.");
  if (act === "write") fake.writes(user, text.slice(0, 4096));
  if (act === "press") fake.presses(user, text);
  if (act === "block") fake.block(userId);
  if (act === "unblock") fake.unblock(userId);
  if (act === "join") fake.asksToJoin(user, chatId);
  if (act === "leave") fake.becomes(user, chatId, "left");
}

const stateOf = (fake: FakeTelegram): object => ({
  people: PEOPLE.map((person) => ({ ...person, blocked: fake.world.blocked.has(person.id) })),
  messages: fake.world.messages.filter((message) => !message.deleted),
  chats: [...fake.world.chats.values()].map(({ id, type, title, members }) => ({ id, type, title, members: Object.fromEntries(members) })),
  requests: fake.world.requests.map(({ chatId, user, state }) => ({ chatId, userId: user.id, state })),
});

/** Serves the page of the fake chat: everything that is not the Bot API. A link to the bot opens it, too. */
export async function serveChatPage(fake: FakeTelegram, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", fake.url).pathname;
  if (request.method === "GET" && path === "/state.json") {
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(stateOf(fake)));
    return;
  }
  if (request.method === "POST" && path === "/act") {
    // Only this page's own script sends JSON here: another site's form cannot, and its script is not answered.
    if (!(request.headers["content-type"] ?? "").startsWith("application/json")) return void response.writeHead(415).end();
    let body = "";
    for await (const part of request) body += String(part);
    try {
      perform(fake, JSON.parse(body) as Act);
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(400, { "content-type": "text/plain" }).end(error instanceof Error ? error.message : String(error));
    }
    return;
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(readFileSync(HTML));
}
