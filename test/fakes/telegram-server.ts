import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, bad, good, type Input, type Method } from "./telegram/answers";
import { chatMethods } from "./telegram/chat-methods";
import { type FakeLimits, SendCounter } from "./telegram/limits";
import { messageMethods } from "./telegram/message-methods";
import { BOT, type BotRights, type FakeChat, type FakeMessage, type FakeUser, type JoinRequest, type MemberStatus, World } from "./telegram/world";

export type { FakeMessage, FakeUser } from "./telegram/world";

type Options = {
  token?: string;
  /** Answers 429 beyond these; without limits by default. */
  limits?: FakeLimits | null;
  /** Refuses to write to people who never wrote to the bot, as Telegram does. */
  strict?: boolean;
  /** How long each answer takes, in ms. */
  latencyMs?: number;
  /** Serves what is not the Bot API, such as the page of the fake chat. */
  page?: (fake: FakeTelegram, request: IncomingMessage, response: ServerResponse) => Promise<void>;
  port?: number;
};

const SENDS = /^(send|edit)/;

async function readInput(request: IncomingMessage): Promise<Input> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  if (body.length === 0) return {};
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/")) return JSON.parse(body.toString("utf8")) as Input;
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const fields: Input = {};
  for (const [key, value] of form) fields[key] = typeof value === "string" ? value : new Uint8Array(await value.arrayBuffer());
  // grammY names an attached file by a reference to its own form field.
  for (const [key, value] of Object.entries(fields)) if (typeof value === "string" && value.startsWith("attach://")) fields[key] = fields[value.slice("attach://".length)];
  return fields;
}

/**
 * A Bot API server for tests and for trying the club by hand: speaks the HTTP protocol of the real one to an
 * unmodified grammY, keeps what was sent, and lets a test be the people on the other side. Faults that a healthy
 * Telegram does not produce are set by hand.
 */
export class FakeTelegram {
  readonly world = new World();
  readonly counter: SendCounter;
  private readonly methods: Record<string, Method>;
  private limited: { seconds: number; method: string | null } | null = null;
  private losing = 0;
  private failing: { code: number; description: string } | null = null;

  private constructor(private readonly server: Server, readonly token: string, private readonly options: Options) {
    const { world } = this;
    this.counter = new SendCounter(options.limits ?? null, world.now);
    this.methods = {
      ...messageMethods(world, { strict: options.strict ?? false }),
      ...chatMethods(world),
      getMe: () => good(BOT),
      deleteWebhook: () => ((world.webhook = null), good(true)),
      setWebhook: (input) => ((world.webhook = { url: String(input.url), secret: String(input.secret_token ?? "") }), good(true)),
      getUpdates: async (input) => good(await world.takeUpdates(Number(input.offset ?? 0), Number(input.timeout ?? 0))),
      setMyCommands: (input) => (world.commands.push({ language: String(input.language_code ?? ""), list: input.commands as [] }), good(true)),
      setChatMenuButton: (input) => ((world.menuButton = (input.menu_button as World["menuButton"]) ?? null), good(true)),
    };
  }

  static async start(options: Options = {}): Promise<FakeTelegram> {
    const server = createServer();
    const fake = new FakeTelegram(server, options.token ?? "4242:fake-token-for-tests", options);
    server.on("request", (request, response) => void fake.serve(request, response));
    await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  get webhook(): World["webhook"] {
    return this.world.webhook;
  }
  get answered(): string[] {
    return this.world.answered;
  }
  /** What the bot has sent and nobody removed. */
  get sent(): FakeMessage[] {
    return this.world.messages.filter((message) => message.from === undefined && !message.deleted);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A person writes to the bot in a private chat. */
  writes(user: FakeUser, text: string): { update_id: number } {
    const { world } = this;
    world.users.set(user.id, user);
    world.started.add(user.id);
    const message_id = world.messageId();
    world.messages.push({ message_id, chatId: user.id, text, buttons: [], edits: 0, from: user.id });
    const entities = text.startsWith("/") ? [{ type: "bot_command", offset: 0, length: text.split(/\s/)[0]?.length ?? 0 }] : [];
    return world.push({ message: { message_id, date: world.seconds(), from: { is_bot: false, ...user }, chat: { id: user.id, type: "private", first_name: user.first_name }, text, entities } });
  }

  /** A person presses the button with this label under the bot's newest message to them that has one. */
  presses(user: FakeUser, label: string): { update_id: number } {
    const message = this.to(user.id).findLast((one) => one.buttons.some((button) => button.text === label));
    const data = message?.buttons.find((button) => button.text === label)?.callback_data;
    if (!message || !data) throw new Error(`no button "${label}" was sent to ${user.id}`);
    const id = String(this.world.messageId());
    this.world.openQueries.set(id, this.world.now());
    return this.world.push({
      callback_query: {
        id,
        from: { is_bot: false, ...user },
        chat_instance: "1",
        data,
        message: { message_id: message.message_id, date: this.world.seconds(), chat: { id: user.id, type: "private", first_name: user.first_name }, from: BOT, text: message.text },
      },
    });
  }

  /** A group or channel with its people; the bot is an admin with every right unless told otherwise. */
  addChat({ id, type = "supergroup", title = "Members", owner, bot = "administrator", rights }: { id: number; type?: FakeChat["type"]; title?: string; owner?: FakeUser; bot?: MemberStatus; rights?: BotRights }): FakeChat {
    const chat: FakeChat = { id, type, title, members: new Map(), bot, rights: rights ?? { can_invite_users: true, can_restrict_members: true, can_post_messages: true }, migratedTo: null };
    this.world.chats.set(id, chat);
    if (owner) {
      this.world.users.set(owner.id, owner);
      chat.members.set(owner.id, "creator");
    }
    return chat;
  }

  /** A person asks to join by a link. `query`: the bot is set to process requests and has ten seconds. */
  asksToJoin(user: FakeUser, chatId: number, { query = false }: { query?: boolean } = {}): { update_id: number } {
    const { world } = this;
    world.users.set(user.id, user);
    const request: JoinRequest = { chatId, user, at: world.now(), queryId: query ? `q${world.messageId()}` : null, state: "open" };
    world.requests.push(request);
    return world.push({ chat_join_request: { chat: world.chatOf(chatId), from: { is_bot: false, ...user }, user_chat_id: user.id, date: world.seconds(), ...(request.queryId ? { query_id: request.queryId } : {}) } });
  }

  /** Somebody comes into a chat, leaves it, or gets or loses a role there. */
  becomes(user: FakeUser, chatId: number, status: MemberStatus): { update_id: number } {
    this.world.users.set(user.id, user);
    return this.world.setMember(this.chat(chatId), user.id, status);
  }

  /** The bot is removed from a chat or made something else there. */
  botBecomes(chatId: number, status: MemberStatus, rights?: BotRights): { update_id: number } {
    const chat = this.chat(chatId);
    if (rights) chat.rights = rights;
    return this.world.setMember(chat, BOT.id, status, [...chat.members.keys()][0]);
  }

  /** A group becomes a supergroup: everybody moves, and the old id answers with the new one. */
  migrates(chatId: number, toId: number): { update_id: number } {
    const chat = this.chat(chatId);
    this.world.chats.set(toId, { ...chat, id: toId, type: "supergroup", members: new Map(chat.members) });
    chat.migratedTo = toId;
    return this.world.push({ message: { message_id: this.world.messageId(), date: this.world.seconds(), chat: this.world.chatOf(chatId), migrate_to_chat_id: toId } });
  }

  requestOf = (userId: number): JoinRequest | undefined => this.world.requests.findLast((request) => request.user.id === userId);
  to = (chatId: number): FakeMessage[] => this.sent.filter((message) => message.chatId === chatId);
  block = (userId: number): void => void this.world.blocked.add(userId);
  unblock = (userId: number): void => void this.world.blocked.delete(userId);
  deleteAccount = (userId: number): void => void this.world.deleted.add(userId);
  /** The next send, or the next call of `method`, is answered 429 with this many seconds. */
  limitNext = (seconds: number, method: string | null = null): void => void (this.limited = { seconds, method });
  /** The next sends are carried out, but their answers are lost. */
  loseNextAnswer = (count = 1): void => void (this.losing = count);
  /** The next call of any kind fails with this. */
  failNext = (code: number, description: string): void => void (this.failing = { code, description });
  advance = (ms: number): void => this.world.advance(ms);

  private chat(id: number): FakeChat {
    const chat = this.world.chats.get(id);
    if (!chat) throw new Error(`no chat ${id}`);
    return chat;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, bot = "", method = "", ...rest] = (request.url ?? "").split("/");
    if (!bot.startsWith("bot") && bot !== "file" && this.options.page) return this.options.page(this, request, response);
    if (bot === "file") return this.serveFile(method, rest, response);
    const input = await readInput(request);
    if (this.options.latencyMs) await new Promise((resolve) => setTimeout(resolve, this.options.latencyMs));
    const answer = bot === `bot${this.token}` ? await this.call(method, input) : bad(401, "Unauthorized");
    if (this.losing > 0 && SENDS.test(method) && answer.ok) {
      this.losing -= 1;
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.ok ? 200 : answer.error_code, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  private serveFile(bot: string, path: string[], response: ServerResponse): void {
    const file = bot === `bot${this.token}` ? this.world.files.get(path.at(-1) ?? "") : undefined;
    if (file) response.writeHead(200, { "content-type": "application/octet-stream" }).end(file);
    else response.writeHead(404).end();
  }

  private async call(method: string, input: Input): Promise<Answer> {
    const run = this.methods[method];
    if (!run) return bad(404, "Not Found: method not found");
    if (this.failing) {
      const { code, description } = this.failing;
      this.failing = null;
      return bad(code, description);
    }
    const sends = SENDS.test(method);
    if (this.limited && (this.limited.method === null ? sends : this.limited.method === method)) {
      const { seconds } = this.limited;
      this.limited = null;
      return bad(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    }
    return (sends ? this.counter.refuse(Number(input.chat_id)) : null) ?? run(input);
  }
}
