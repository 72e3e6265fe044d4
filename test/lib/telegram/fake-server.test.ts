import { Api, InputFile } from "grammy";
import { afterEach, describe, expect, test } from "vitest";
import { FakeTelegram, type FakeUser } from "../../fakes/telegram-server";
import { REAL_LIMITS } from "../../fakes/telegram/limits";

const ANA: FakeUser = { id: 11, username: "ana", first_name: "Ana" };
const OWNER: FakeUser = { id: 12, first_name: "Olga" };
const GROUP = -100500;
let fake: FakeTelegram;
const start = async (options: Parameters<typeof FakeTelegram.start>[0] = {}) => {
  fake = await FakeTelegram.start(options);
  return new Api(fake.token, { apiRoot: fake.url });
};
afterEach(() => fake.stop());

describe("the fake Bot API", () => {
  test("default: messages, buttons, photos and edits as grammY sends them", async () => {
    const api = await start();
    const sent = await api.sendMessage(ANA.id, "hello", { reply_markup: { inline_keyboard: [[{ text: "Yes", callback_data: "yes" }]] } });
    await api.editMessageText(ANA.id, sent.message_id, "changed");
    await api.sendPhoto(ANA.id, new InputFile(new Uint8Array(10)), { caption: "badge" });
    expect(fake.to(ANA.id)).toMatchObject([{ text: "changed", edits: 1, buttons: [] }, { text: "badge", photo: "10 bytes" }]);
    await expect(api.editMessageText(ANA.id, sent.message_id, "changed")).rejects.toMatchObject({ error_code: 400, description: expect.stringContaining("not modified") as string });
    await api.deleteMessage(ANA.id, sent.message_id);
    expect(fake.to(ANA.id)).toHaveLength(1);
  });

  test("default: a file is found by its id and fetched by its path, with the bot's own token only", async () => {
    const api = await start();
    fake.world.files.set("badge7", new Uint8Array([1, 2, 3]));
    const file = await api.getFile("badge7");
    expect(file).toMatchObject({ file_id: "badge7", file_size: 3, file_path: "photos/badge7" });
    const fetched = (token: string) => fetch(`${fake.url}/file/bot${token}/${file.file_path}`);
    expect([...new Uint8Array(await (await fetched(fake.token)).arrayBuffer())]).toEqual([1, 2, 3]);
    expect((await fetched("4242:another")).status).toBe(404);
    await expect(api.getFile("badge8")).rejects.toMatchObject({ error_code: 400 });
  });

  test("behavior: beyond the limits it answers 429 with the seconds to wait, and means it", async () => {
    const api = await start({ limits: { ...REAL_LIMITS, perSecond: 3 } });
    for (const chat of [1, 2, 3]) await api.sendMessage(chat, "x");
    await expect(api.sendMessage(4, "x")).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
    fake.advance(2_000);
    await expect(api.sendMessage(4, "x")).rejects.toMatchObject({ error_code: 429 });
    expect(fake.counter.tooEarly).toBe(1);
    fake.advance(1_100);
    await api.sendMessage(4, "x");
    expect(fake.sent).toHaveLength(4);
  });

  test("behavior: a lost answer leaves the message delivered", async () => {
    const api = await start();
    fake.loseNextAnswer();
    await expect(api.sendMessage(ANA.id, "x")).rejects.toThrow();
    expect(fake.to(ANA.id)).toHaveLength(1);
  });

  test("behavior: who stopped the bot, deleted the account or never wrote is not written to", async () => {
    const api = await start({ strict: true });
    const refused = (description: string) => expect(api.sendMessage(ANA.id, "x")).rejects.toMatchObject({ error_code: 403, description });
    await refused("Forbidden: bot can't initiate conversation with a user");
    fake.writes(ANA, "/start");
    await api.sendMessage(ANA.id, "x");
    fake.block(ANA.id);
    await refused("Forbidden: bot was blocked by the user");
    fake.deleteAccount(ANA.id);
    await refused("Forbidden: user is deactivated");
  });

  test("behavior: a join request query must be answered in ten seconds", async () => {
    const api = await start();
    fake.addChat({ id: GROUP, owner: OWNER });
    fake.asksToJoin(ANA, GROUP, { query: true });
    await api.raw.answerChatJoinRequestQuery({ chat_join_request_query_id: fake.requestOf(ANA.id)?.queryId ?? "", result: "approve" });
    expect(await api.getChatMember(GROUP, ANA.id)).toMatchObject({ status: "member" });
    fake.asksToJoin(OWNER, GROUP, { query: true });
    fake.advance(10_001);
    await expect(api.raw.answerChatJoinRequestQuery({ chat_join_request_query_id: fake.requestOf(OWNER.id)?.queryId ?? "", result: "approve" })).rejects.toMatchObject({ error_code: 400 });
    expect(fake.requestOf(OWNER.id)?.state).toBe("late");
  });

  test("behavior: somebody who asks to join may be written to for five minutes", async () => {
    const api = await start({ strict: true });
    fake.addChat({ id: GROUP, owner: OWNER });
    fake.asksToJoin(ANA, GROUP);
    await api.sendMessage(ANA.id, "open the Mini App");
    fake.advance(5 * 60_000);
    await expect(api.sendMessage(ANA.id, "x")).rejects.toMatchObject({ error_code: 403 });
  });

  test("behavior: acts in a chat ask for their rights, and admins stay", async () => {
    const api = await start();
    fake.addChat({ id: GROUP, owner: OWNER });
    fake.becomes(ANA, GROUP, "member");
    expect((await api.getChatAdministrators(GROUP)).map((admin) => admin.status)).toEqual(["creator", "administrator"]);
    await expect(api.banChatMember(GROUP, OWNER.id)).rejects.toMatchObject({ error_code: 400 });
    await api.banChatMember(GROUP, ANA.id);
    await api.unbanChatMember(GROUP, ANA.id, { only_if_banned: true });
    expect(await api.getChatMember(GROUP, ANA.id)).toMatchObject({ status: "left" });
    fake.botBecomes(GROUP, "administrator", {});
    await expect(api.banChatMember(GROUP, ANA.id)).rejects.toMatchObject({ description: "Bad Request: not enough rights" });
  });

  test("error: an upgraded group answers with its new id, a chat without the bot refuses", async () => {
    const api = await start();
    fake.addChat({ id: -5, type: "group", owner: OWNER });
    fake.migrates(-5, GROUP);
    await expect(api.sendMessage(-5, "x")).rejects.toMatchObject({ parameters: { migrate_to_chat_id: GROUP } });
    await api.sendMessage(GROUP, "x");
    fake.botBecomes(GROUP, "kicked");
    await expect(api.sendMessage(GROUP, "x")).rejects.toMatchObject({ error_code: 403 });
  });

  test("error: a text that is too long, an old press and a foreign token are refused", async () => {
    const api = await start();
    await expect(api.sendMessage(ANA.id, "x".repeat(4097))).rejects.toMatchObject({ description: "Bad Request: message is too long" });
    await api.sendMessage(ANA.id, "x", { reply_markup: { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] } });
    const pressed = fake.presses(ANA, "Go") as unknown as { callback_query: { id: string } };
    fake.advance(16_000);
    await expect(api.answerCallbackQuery(pressed.callback_query.id)).rejects.toMatchObject({ error_code: 400 });
    await expect(new Api("1:other", { apiRoot: fake.url }).getMe()).rejects.toMatchObject({ error_code: 401 });
  });
});
