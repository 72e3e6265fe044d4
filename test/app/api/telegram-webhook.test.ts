import { Db } from "mongodb";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { POST } from "@/app/api/telegram/webhook/route";
import { telegramUpdates } from "@/lib/telegram/store";
import { newUser, startTelegram } from "../../setup/telegram";

const SECRET = "a-secret-of-the-webhook";
let telegram: Awaited<ReturnType<typeof startTelegram>>;

beforeAll(async () => {
  process.env.TELEGRAM_WEBHOOK_SECRET = SECRET;
  telegram = await startTelegram();
});
afterAll(() => telegram.fake.stop());
afterEach(() => vi.restoreAllMocks());

async function post(body: string, secret: string | null = SECRET): Promise<{ status: number; text: string }> {
  const headers = { "content-type": "application/json", ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }) };
  const response = await POST(new Request("http://localhost:3000/api/telegram/webhook", { method: "POST", body, headers }), { params: Promise.resolve({}) });
  return { status: response.status, text: await response.text() };
}

test("default: an update is filed at once and handled later; delivered ten times it is handled once", async () => {
  const user = newUser();
  const update = JSON.stringify(telegram.fake.writes(user, "/help"));
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(update)));
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
  expect(telegram.fake.to(user.id)).toHaveLength(0);
  await Promise.all([telegram.work(), telegram.work()]);
  expect(telegram.fake.to(user.id)).toHaveLength(1);
});

test("behavior: the database is away: 503, and the update is handled when Telegram brings it again", async () => {
  const user = newUser();
  const update = JSON.stringify(telegram.fake.writes(user, "/help"));
  const away = vi.spyOn(Db.prototype, "collection").mockImplementation(() => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { name: "MongoServerSelectionError" });
  });
  expect((await post(update)).status).toBe(503);
  away.mockRestore();
  expect((await post(update)).status).toBe(200);
  await telegram.work();
  expect(telegram.fake.to(user.id)).toHaveLength(1);
});

test("error: without the secret, with a wrong one or one of its beginnings, nothing is filed", async () => {
  const update = JSON.stringify(telegram.fake.writes(newUser(), "/help"));
  const before = await telegramUpdates().countDocuments();
  for (const secret of [null, "", "wrong", SECRET.slice(0, -1), `${SECRET}x`]) expect((await post(update, secret)).status).toBe(401);
  expect(await telegramUpdates().countDocuments()).toBe(before);
});

test("error: what is no update is refused with a code and never kept", async () => {
  const before = await telegramUpdates().countDocuments();
  for (const [body, status] of [["", 400], ["{", 400], ["[]", 422], ["{}", 422], ['{"update_id":"1"}', 422], ['{"update_id":1.5}', 422], [`{"update_id":1,"x":"${"y".repeat(300_000)}"}`, 413]] as const)
    expect({ body: body.slice(0, 20), status: (await post(body)).status }).toEqual({ body: body.slice(0, 20), status });
  expect(await telegramUpdates().countDocuments()).toBe(before);
});

test("error: an update of a kind nobody knows is filed and laid aside without a fault", async () => {
  expect((await post('{"update_id":77,"something_new":{"chat":{"id":1}}}')).status).toBe(200);
  await telegram.work();
  expect(await telegramUpdates().findOne({ _id: 77 })).toMatchObject({ state: "done" });
});
