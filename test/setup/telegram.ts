import { assembleBot } from "@/bot/bot";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { confirmLink } from "@/lib/telegram/confirm-link";
import { receiveUpdate } from "@/lib/telegram/receive-update";
import { startLink } from "@/lib/telegram/start-link";
import { workUpdates } from "@/lib/telegram/work-updates";
import { FakeTelegram, type FakeUser } from "../fakes/telegram-server";
import { makeMember, type TestMember } from "./members";

let nextUser = 1000;

/** Somebody with a Telegram account of their own. */
export const newUser = (fields: Partial<FakeUser> = {}): FakeUser => ({ id: nextUser++, username: `user${nextUser}`, first_name: "Ana", language_code: "en", ...fields });

/** The code in a deep link. */
export const codeOf = (url: string): string => new URL(url).searchParams.get("start") ?? "";

/** A fake Telegram with the club's bot on it; nothing runs by itself. */
export async function startTelegram(options: Parameters<typeof FakeTelegram.start>[0] = {}) {
  const fake = await FakeTelegram.start(options);
  process.env.TELEGRAM_BOT_TOKEN = fake.token;
  process.env.TELEGRAM_API_ROOT = fake.url;
  await createDeclaredIndexes();
  const bot = assembleBot();
  await bot.init();

  /** Works off what was received. */
  const work = (): Promise<number> => workUpdates({ handle: (update) => bot.handleUpdate(update as never) });
  /** Delivers what people did, as polling does, and lets the bot work it off. */
  async function deliver(...updates: object[]): Promise<void> {
    for (const update of updates) await receiveUpdate({ update });
    await work();
  }
  /** A member with a linked Telegram account, through the whole conversation. */
  async function linked(options: Parameters<typeof makeMember>[0] & { user?: FakeUser } = {}): Promise<{ member: TestMember; user: FakeUser }> {
    const { user = newUser(), ...rest } = options;
    const member = await makeMember(rest);
    const { url } = await startLink({ memberId: member.id });
    await deliver(fake.writes(user, `/start ${codeOf(url)}`));
    await deliver(fake.presses(user, user.language_code === "ru" ? "Да, привязать" : "Yes, link"));
    await confirmLink({ memberId: member.id });
    return { member, user };
  }
  return { fake, bot, work, deliver, linked, last: (user: FakeUser) => fake.to(user.id).at(-1) };
}
