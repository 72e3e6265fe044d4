/**
 * Messages a second the sender keeps to: Telegram names 30 to all chats together. The rest is for the bot's answers,
 * which do not pass through here.
 */
export const TOP_RATE = 29;
const LOWEST_RATE = 1;
const FASTER_EVERY_MS = 30_000;
/** One message a second into one chat; twenty a minute into a group. */
const CHAT_MS = 1_000;
const GROUP_MS = 3_000;

/** When the next message may leave: evenly spaced, slower after a refusal, faster again with time. */
export class Pace {
  private next = 0;
  private readonly chats = new Map<number, number>();

  constructor(public rate: number, public pausedUntil: number, public slowedAt: number, private readonly top: number) {}

  /** Ms from `at` until a message may leave, 0 for now. Taking 0 uses up the turn. */
  turn(at: number): number {
    const wait = Math.max(this.pausedUntil, this.next) - at;
    if (wait > 0) return wait;
    const gap = 1_000 / this.rate;
    // A turn that was missed by a moment is made up for, never more than one: the others would follow too closely.
    this.next = Math.max(this.next, at - gap) + gap;
    return 0;
  }

  /** Whether a chat may be written to now; saying so counts as having been written to. */
  takeChat(chatId: number, at: number): boolean {
    if ((this.chats.get(chatId) ?? 0) > at) return false;
    if (this.chats.size > 5_000) for (const [id, until] of this.chats) if (until <= at) this.chats.delete(id);
    this.chats.set(chatId, at + (chatId < 0 ? GROUP_MS : CHAT_MS));
    return true;
  }

  /** Telegram asked to wait: silence until then, and half the pace after it. */
  slow(at: number, seconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, at + seconds * 1_000);
    this.rate = Math.max(LOWEST_RATE, this.rate / 2);
    this.slowedAt = at;
  }

  /** One message a second more for each half minute without a refusal. @returns whether it changed */
  recover(at: number): boolean {
    if (this.rate >= this.top || at - Math.max(this.slowedAt, this.pausedUntil) < FASTER_EVERY_MS) return false;
    this.rate = Math.min(this.top, this.rate + 1);
    this.slowedAt = at;
    return true;
  }
}
