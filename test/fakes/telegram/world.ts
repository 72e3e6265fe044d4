export type FakeUser = { id: number; username?: string; first_name: string; last_name?: string; language_code?: string };
export type FakeButton = { text: string; url?: string; callback_data?: string; web_app?: { url: string } };
export type FakeMessage = {
  message_id: number;
  chatId: number;
  text: string;
  buttons: FakeButton[];
  /** A photo by its URL, or the number of its bytes. */
  photo?: string;
  silent?: boolean;
  /** How often it was edited. */
  edits: number;
  deleted?: boolean;
  /** Written by this person; by the bot when absent. */
  from?: number;
};
export type MemberStatus = "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";
export type BotRights = { can_invite_users?: boolean; can_restrict_members?: boolean; can_post_messages?: boolean };
export type FakeChat = { id: number; type: "group" | "supergroup" | "channel"; title: string; members: Map<number, MemberStatus>; bot: MemberStatus; rights: BotRights; migratedTo: number | null };
export type JoinRequest = { chatId: number; user: FakeUser; at: number; queryId: string | null; state: "open" | "approved" | "declined" | "queued" | "late" };

export const BOT = { id: 4242, is_bot: true, first_name: "Club", username: "voice_club_test_bot", can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false };

/** Everything the fake Telegram knows. Its clock can be moved, so that no test waits. */
export class World {
  readonly users = new Map<number, FakeUser>();
  readonly chats = new Map<number, FakeChat>();
  readonly messages: FakeMessage[] = [];
  readonly requests: JoinRequest[] = [];
  readonly files = new Map<string, Uint8Array>();
  readonly answered: string[] = [];
  readonly openQueries = new Map<string, number>();
  readonly blocked = new Set<number>();
  readonly deleted = new Set<number>();
  /** People a bot may write to: those who wrote first. Kept only in strict mode. */
  readonly started = new Set<number>();
  commands: { language: string; list: { command: string; description: string }[] }[] = [];
  webhook: { url: string; secret: string } | null = null;
  /** What stands beside the message field. */
  menuButton: { type: string; text?: string; web_app?: { url: string } } | null = null;
  private readonly updates: { update_id: number }[] = [];
  // Begins anew with each server, like a bot that was away: the club must not take a new update for an old one.
  private nextUpdate = Math.floor(Date.now() / 1000);
  private nextMessage = Math.floor(Date.now() / 1000) % 1_000_000;
  private offsetMs = 0;

  now = (): number => Date.now() + this.offsetMs;
  advance = (ms: number): void => void (this.offsetMs += ms);
  seconds = (): number => Math.floor(this.now() / 1000);
  messageId = (): number => this.nextMessage++;

  push(update: object): { update_id: number } {
    const whole = { update_id: this.nextUpdate++, ...update };
    this.updates.push(whole);
    return whole;
  }

  async takeUpdates(offset: number, timeoutSeconds: number): Promise<object[]> {
    const until = Date.now() + Math.min(timeoutSeconds, 5) * 1000;
    while (this.updates[0] && this.updates[0].update_id < offset) this.updates.shift();
    while (this.updates.length === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 25));
    return this.updates.slice(0, 100);
  }

  userOf = (id: number): FakeUser => this.users.get(id) ?? { id, first_name: "Somebody" };
  /** A chat as updates name it. */
  chatOf(id: number): object {
    const chat = this.chats.get(id);
    return chat ? { id, type: chat.type, title: chat.title } : { id, type: "private", first_name: this.userOf(id).first_name };
  }

  memberOf(chat: FakeChat, userId: number): object {
    if (userId === BOT.id) return { status: chat.bot, user: BOT, ...(chat.bot === "administrator" ? { can_be_edited: false, ...chat.rights } : {}) };
    const status = chat.members.get(userId) ?? "left";
    const user = this.deleted.has(userId) ? { id: userId, is_bot: false, first_name: "" } : { is_bot: false, ...this.userOf(userId) };
    return { status, user };
  }

  /** Changes somebody's place in a chat and says so, as Telegram does to bots that are admins. */
  setMember(chat: FakeChat, userId: number, status: MemberStatus, byId = userId): { update_id: number } {
    const before = this.memberOf(chat, userId);
    if (userId === BOT.id) chat.bot = status;
    else chat.members.set(userId, status);
    // No invite_link here, although the documentation has one: the real server leaves it out, too.
    const change = { chat: this.chatOf(chat.id), from: { is_bot: false, ...this.userOf(byId) }, date: this.seconds(), old_chat_member: before, new_chat_member: this.memberOf(chat, userId) };
    return this.push(userId === BOT.id ? { my_chat_member: change } : { chat_member: change });
  }
}
