import { type Answer, bad } from "./answers";

/** What Telegram is known to allow a bot. Beyond it the server answers 429, and goes on doing so while it is pressed. */
export type FakeLimits = { perSecond: number; perChatPerSecond: number; perGroupPerMinute: number; retryAfter: number };

/** The figures the Bot API FAQ names. */
export const REAL_LIMITS: FakeLimits = { perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20, retryAfter: 3 };

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Telegram lets a short burst into one chat pass. */
const CHAT_BURST = 5;

/** Counts sends in sliding windows and refuses what is too much. */
export class SendCounter {
  private readonly sends: { at: number; chatId: number }[] = [];
  private pausedUntil = 0;
  /** Sends that came while the bot had been told to wait. */
  tooEarly = 0;

  constructor(private readonly limits: FakeLimits | null, private readonly clock: () => number) {}

  /** The refusal for a send that is too much now, or null; a send that passes is counted. */
  refuse(chatId: number): Answer | null {
    if (!this.limits) return null;
    const at = this.clock();
    if (at < this.pausedUntil) {
      this.tooEarly += 1;
      return this.tooMany(Math.ceil((this.pausedUntil - at) / SECOND_MS));
    }
    while (this.sends[0] && this.sends[0].at <= at - MINUTE_MS) this.sends.shift();
    const { perSecond, perChatPerSecond, perGroupPerMinute, retryAfter } = this.limits;
    const lastSecond = this.sends.filter((send) => send.at > at - SECOND_MS);
    const inChat = this.sends.filter((send) => send.chatId === chatId);
    const chatTooFast = inChat.filter((send) => send.at > at - CHAT_BURST * SECOND_MS).length >= CHAT_BURST * perChatPerSecond;
    const tooMany = lastSecond.length >= perSecond || chatTooFast || (chatId < 0 && inChat.length >= perGroupPerMinute);
    if (tooMany) {
      this.pausedUntil = at + retryAfter * SECOND_MS;
      return this.tooMany(retryAfter);
    }
    this.sends.push({ at, chatId });
    return null;
  }

  private tooMany = (seconds: number): Answer => bad(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
