import { parseEther } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runJobs } from "@/lib/jobs/run-jobs";
import { jobs } from "@/lib/jobs/store";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { refreshMembership } from "@/lib/membership/refresh-membership";
import { readGauges } from "@/lib/minting/read-gauges";
import { viewPipeline } from "@/lib/minting/view-pipeline";
import { now, shiftClock } from "@/lib/platform/clock";
import { registry } from "@/lib/platform/metrics";
import { createSender } from "@/lib/telegram/run-sender";
import { telegramLinks } from "@/lib/telegram/store";
import { FakeTelegram } from "../../fakes/telegram-server";
import { MINTER, OWNER_KEY, turn } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

let telegram: FakeTelegram;
beforeAll(async () => {
  telegram = await FakeTelegram.start();
  Object.assign(process.env, { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url });
});
afterAll(async () => {
  shiftClock(0);
  await telegram.stop();
});
const club = useMintingClub();

const TELEGRAM_ID = 7001;

const hold = (ether: string) => club.direct().setBalance({ address: MINTER, value: parseEther(ether) });
const warnings = () => jobs().countDocuments({ name: "warn-low-balance" });
const gauge = async () => {
  await readGauges();
  return (await registry.getSingleMetricAsString("club_signer_low")).split("\n").at(-1);
};

test("default: a low balance is told once for the episode: in the log's metric, the panel and the admins' Telegram", async () => {
  const wallet = privateKeyToAccount(OWNER_KEY).address.toLowerCase() as `0x${string}`;
  const owner = await ensureAccount({ wallet, locale: "en" });
  await refreshMembership({ wallet });
  await telegramLinks().insertOne({ _id: owner._id, telegramId: TELEGRAM_ID, telegramName: "@owner", locale: "en", since: now(), blockedAt: null });
  await turn();
  expect([await warnings(), await gauge(), (await viewPipeline()).signer.low]).toEqual([0, "club_signer_low 0", false]);

  await hold("0.001");
  for (let count = 0; count < 3; count += 1) await turn();
  expect([await warnings(), await gauge(), (await viewPipeline()).signer.low]).toEqual([1, "club_signer_low 1", true]);
  await runJobs({ owner: "a" });
  await runJobs({ owner: "a" });
  await createSender({ owner: "a" }).round();
  const told = telegram.to(TELEGRAM_ID);
  expect(told).toMatchObject([{ text: expect.stringContaining("0.001 ETH"), buttons: [{ url: `${club.site.url}/admin/minting` }] }]);
  expect(told[0]?.text).toContain(MINTER.toLowerCase());
});

test("behavior: the episode ends when the balance is back; the next one is told again", async () => {
  await hold("0.001");
  await turn();
  await hold("10");
  await turn();
  expect((await viewPipeline()).signer.low).toBe(false);
  shiftClock(60_000);
  await hold("0.001");
  await turn();
  expect(await warnings()).toBe(2);
});
