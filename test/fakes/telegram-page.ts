import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { signInitData } from "./telegram/init-data";
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

/** Theme parameters as Telegram's own apps send them: the night theme, and the day theme. */
export const THEMES = {
  dark: { bg_color: "#17212b", secondary_bg_color: "#0e1621", section_bg_color: "#17212b", text_color: "#f5f5f5", hint_color: "#708499", link_color: "#6ab3f3", button_color: "#5288c1", button_text_color: "#ffffff" },
  light: { bg_color: "#ffffff", secondary_bg_color: "#f1f1f1", section_bg_color: "#ffffff", text_color: "#000000", hint_color: "#999999", link_color: "#168acd", button_color: "#40a7e3", button_text_color: "#ffffff" },
} as const;

type Launch = { fake: FakeTelegram; user: FakeUser; url: string; theme: keyof typeof THEMES; startParam?: string };

/** The address at which Telegram opens a Mini App for somebody: what it hands over stands behind the #. */
export function launchUrl({ fake, user, url, theme, startParam }: Launch): string {
  const initData = signInitData({ token: fake.token, user, at: new Date(fake.world.now()), fields: { query_id: `q${fake.world.messageId()}`, ...(startParam ? { start_param: startParam } : {}) } });
  return `${url}#${new URLSearchParams({ tgWebAppData: initData, tgWebAppVersion: "9.1", tgWebAppPlatform: "web", tgWebAppThemeParams: JSON.stringify(THEMES[theme]) }).toString()}`;
}

function answerLaunch(fake: FakeTelegram, query: URLSearchParams): object {
  const user = PEOPLE.find((person) => person.id === Number(query.get("userId")));
  const url = query.get("url") ?? fake.world.menuButton?.web_app?.url;
  if (!user || !url) return { url: null };
  const startParam = query.get("startapp");
  return { url: launchUrl({ fake, user, url, theme: query.get("theme") === "light" ? "light" : "dark", ...(startParam ? { startParam } : {}) }) };
}

const stateOf = (fake: FakeTelegram): object => ({
  people: PEOPLE.map((person) => ({ ...person, blocked: fake.world.blocked.has(person.id) })),
  messages: fake.world.messages.filter((message) => !message.deleted),
  chats: [...fake.world.chats.values()].map(({ id, type, title, members }) => ({ id, type, title, members: Object.fromEntries(members) })),
  menu: fake.world.menuButton?.web_app ? fake.world.menuButton.text : null,
  requests: fake.world.requests.map(({ chatId, user, state }) => ({ chatId, userId: user.id, state })),
});

/** Serves the page of the fake chat: everything that is not the Bot API. A link to the bot opens it, too. */
export async function serveChatPage(fake: FakeTelegram, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path, searchParams } = new URL(request.url ?? "/", fake.url);
  const answer = request.method !== "GET" ? null : path === "/state.json" ? stateOf(fake) : path === "/launch.json" ? answerLaunch(fake, searchParams) : null;
  if (answer) {
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(answer));
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
