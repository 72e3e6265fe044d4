import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type FakeUser = { id: number; username?: string; first_name: string; language_code?: string };
export type FakeMessage = { message_id: number; chatId: number; text: string; buttons: { text: string; url?: string; callback_data?: string }[] };

const BOT = { id: 4242, is_bot: true, first_name: "Club", username: "voice_club_test_bot", can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false };

type Answer = { ok: true; result: unknown } | { ok: false; error_code: number; description: string; parameters?: { retry_after: number } };
const good = (result: unknown): Answer => ({ ok: true, result });
const bad = (error_code: number, description: string, retryAfter?: number): Answer => ({ ok: false, error_code, description, ...(retryAfter ? { parameters: { retry_after: retryAfter } } : {}) });

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const part of request) text += String(part);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

/**
 * A Bot API server for tests: speaks the HTTP protocol of the real one to an unmodified grammY, keeps what was sent,
 * and lets a test be the person on the other side. Faults that a healthy Telegram does not produce are set by hand.
 */
export class FakeTelegram {
  readonly sent: FakeMessage[] = [];
  /** Answers callback queries that were answered, by id. */
  readonly answered: string[] = [];
  webhook: { url: string; secret: string } | null = null;
  private readonly blocked = new Set<number>();
  private readonly updates: { update_id: number }[] = [];
  private nextUpdate = 100;
  private nextMessage = 1;
  private limitedFor: number | null = null;
  private loseNext = false;

  private constructor(private readonly server: Server, readonly token: string) {}

  static async start(token = "4242:fake-token-for-tests"): Promise<FakeTelegram> {
    const server = createServer();
    const fake = new FakeTelegram(server, token);
    server.on("request", (request, response) => void fake.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A person writes to the bot in a private chat. */
  writes(user: FakeUser, text: string): { update_id: number } {
    const entities = text.startsWith("/") ? [{ type: "bot_command", offset: 0, length: text.split(/\s/)[0]?.length ?? 0 }] : [];
    return this.push({ message: { message_id: this.nextMessage++, date: Math.floor(Date.now() / 1000), from: { is_bot: false, ...user }, chat: { id: user.id, type: "private", first_name: user.first_name }, text, entities } });
  }

  /** A person presses the button with this label under the bot's newest message to them. */
  presses(user: FakeUser, label: string): { update_id: number } {
    const message = this.to(user.id).findLast((one) => one.buttons.some((button) => button.text === label));
    const data = message?.buttons.find((button) => button.text === label)?.callback_data;
    if (!message || !data) throw new Error(`no button "${label}" was sent to ${user.id}`);
    return this.push({
      callback_query: {
        id: String(this.nextUpdate),
        from: { is_bot: false, ...user },
        chat_instance: "1",
        data,
        message: { message_id: message.message_id, date: Math.floor(Date.now() / 1000), chat: { id: user.id, type: "private", first_name: user.first_name }, from: BOT, text: message.text },
      },
    });
  }

  to = (chatId: number): FakeMessage[] => this.sent.filter((message) => message.chatId === chatId);
  block = (userId: number): void => void this.blocked.add(userId);
  unblock = (userId: number): void => void this.blocked.delete(userId);
  /** The next send is answered 429 with this many seconds. */
  limitNext = (seconds: number): void => void (this.limitedFor = seconds);
  /** The next send is carried out, but its answer is lost. */
  loseNextAnswer = (): void => void (this.loseNext = true);

  private push(update: object): { update_id: number } {
    const whole = { update_id: this.nextUpdate++, ...update };
    this.updates.push(whole);
    return whole;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, bot, method] = (request.url ?? "").split("/");
    const input = await readJson(request);
    const answer = bot === `bot${this.token}` ? await this.call(method ?? "", input) : bad(401, "Unauthorized");
    if (this.loseNext && method === "sendMessage" && answer.ok) {
      this.loseNext = false;
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.ok ? 200 : answer.error_code, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  private async call(method: string, input: Record<string, unknown>): Promise<Answer> {
    if (method === "getMe") return good(BOT);
    if (method === "deleteWebhook") return (this.webhook = null), good(true);
    if (method === "setWebhook") return (this.webhook = { url: String(input.url), secret: String(input.secret_token ?? "") }), good(true);
    if (method === "getUpdates") return good(await this.takeUpdates(Number(input.offset ?? 0), Number(input.timeout ?? 0)));
    if (method === "sendMessage") return this.send(input);
    if (method === "editMessageText") return this.edit(input);
    if (method === "answerCallbackQuery") return this.answered.push(String(input.callback_query_id)), good(true);
    return bad(404, "Not Found: method not found");
  }

  private async takeUpdates(offset: number, timeoutSeconds: number): Promise<object[]> {
    const until = Date.now() + Math.min(timeoutSeconds, 5) * 1000;
    while (this.updates[0] && this.updates[0].update_id < offset) this.updates.shift();
    while (this.updates.length === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 25));
    return this.updates.slice(0, 100);
  }

  private send(input: Record<string, unknown>): Answer {
    const chatId = Number(input.chat_id);
    if (this.limitedFor !== null) {
      const seconds = this.limitedFor;
      this.limitedFor = null;
      return bad(429, `Too Many Requests: retry after ${seconds}`, seconds);
    }
    if (this.blocked.has(chatId)) return bad(403, "Forbidden: bot was blocked by the user");
    if (typeof input.text !== "string" || input.text.length === 0) return bad(400, "Bad Request: message text is empty");
    if (input.text.length > 4096) return bad(400, "Bad Request: message is too long");
    const markup = input.reply_markup as { inline_keyboard?: FakeMessage["buttons"][] } | undefined;
    const buttons = (markup?.inline_keyboard ?? []).flat();
    if (buttons.some((button) => button.callback_data && Buffer.byteLength(button.callback_data) > 64)) return bad(400, "Bad Request: BUTTON_DATA_INVALID");
    const message = { message_id: this.nextMessage++, chatId, text: input.text, buttons };
    this.sent.push(message);
    return good({ message_id: message.message_id, date: Math.floor(Date.now() / 1000), chat: { id: chatId, type: "private", first_name: "x" }, text: message.text });
  }

  private edit(input: Record<string, unknown>): Answer {
    const message = this.sent.find((one) => one.message_id === Number(input.message_id) && one.chatId === Number(input.chat_id));
    if (!message) return bad(400, "Bad Request: message to edit not found");
    message.text = String(input.text);
    message.buttons = [];
    return good({ message_id: message.message_id, date: 1, chat: { id: message.chatId, type: "private", first_name: "x" }, text: message.text });
  }
}
