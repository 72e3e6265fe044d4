import { expect, test } from "vitest";
import { listBadgesOf } from "@/lib/minting/list-member-badges";
import { expectWhole } from "./expect-whole";
import { turn, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

process.env.FINALITY_CONFIRMATIONS = "3";
const club = useMintingClub();

test("behavior: mined at the first block, final only as deep as configured; a reorg before that sends it again", async () => {
  const ana = await club.earn({ badges: [1] });
  const state = async () => (await listBadgesOf({ memberId: ana._id }))[0]?.state;
  expect(await state()).toBe("queued");
  const snapshot = await club.direct().snapshot();
  await turn();
  expect(await state()).toBe("sent");
  await turn();
  expect(await state()).toBe("mined");
  await club.direct().mine({ blocks: 1 });
  await turn();
  expect(await state()).toBe("mined");
  const [before] = await club.items(ana._id);

  await club.direct().revert({ id: snapshot });
  await club.direct().increaseTime({ seconds: 30 });
  await club.direct().mine({ blocks: 3 });
  await turnUntil({ until: async () => (await state()) === "mined" && (await club.holds(ana.wallet, 1)) === 1n });
  const [after] = await club.items(ana._id);
  expect([after?.txHash, after?.blockHash === before?.blockHash]).toEqual([before?.txHash, false]);
  await club.direct().mine({ blocks: 2 });
  await turnUntil({ until: async () => (await state()) === "final" });
  await expectWhole(club, ana);
});
