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
const WINDOW_MS = 1_000;
/** What was missed because this process was held up is made up for, no more than that much of it. */
const MAKE_UP_MS = 500;
/** How soon to ask again while everything that counts is still on its way. */
const SOON_MS = 5;

/**
 * When the next message may leave: evenly spaced, slower after a refusal, faster again with time, and whatever held
 * this process or the network up never more in any one second than the rate and one. A message counts from its turn
 * until a second after its answer, as it may have arrived at any time between.
 */
export class Pace {
  private next = 0;
  private onTheWay = 0;
  private answers: number[] = [];
  private readonly chats = new Map<number, number>();

  constructor(public rate: number, public pausedUntil: number, public slowedAt: number, private readonly top: number) {}

  /** Ms from `at` until a message may leave, 0 for now. Taking 0 uses up the turn, which `answered` or `unused` ends. */
  turn(at: number): number {
    this.answers = this.answers.filter((answer) => answer > at - WINDOW_MS);
    const [first] = this.answers;
    const full = this.onTheWay + this.answers.length >= Math.floor(this.rate) + 1;
    const wait = Math.max(this.pausedUntil - at, this.next - at, full ? (first === undefined ? SOON_MS : first + WINDOW_MS - at) : 0);
    if (wait > 0) return wait;
    const gap = 1_000 / this.rate;
    this.next = Math.max(this.next, at - MAKE_UP_MS) + gap;
    this.onTheWay += 1;
    return 0;
  }

  /** Telegram answered a message, or nobody will any more. */
  answered(at: number): void {
    this.onTheWay -= 1;
    this.answers.push(at);
  }

  /** The turn was for nothing: no message left. */
  unused(): void {
    this.onTheWay -= 1;
  }

  /** Whether a chat may be written to now; saying so counts as having been written to. */
  takeChat(chatId: number, at: number): boolean {
    if ((this.chats.get(chatId) ?? 0) > at) return false;
    if (this.chats.size > 5_000) for (const [id, until] of this.chats) if (until <= at) this.chats.delete(id);
    this.chats.set(chatId, at + (chatId < 0 ? GROUP_MS : CHAT_MS));
    return true;
  }

  /** Telegram asked to wait: silence until then, and half the pace after it. What was on its way beside says the same once more. */
  slow(at: number, seconds: number): void {
    if (at >= this.pausedUntil) this.rate = Math.max(LOWEST_RATE, this.rate / 2);
    this.pausedUntil = Math.max(this.pausedUntil, at + seconds * 1_000);
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
