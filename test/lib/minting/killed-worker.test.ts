import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { shiftClock } from "@/lib/platform/clock";
import { expectWhole } from "./expect-whole";
import { AT_ONCE, MINTER, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub();

/** A process of its own, killed in the moment it reaches the point; its lease is left to run out. */
async function killAt(point: string): Promise<void> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "test/lib/minting/doomed-worker.ts", point], { stdio: "ignore", env: process.env });
  expect(await new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)))).toBe("SIGKILL");
}

const chainNonce = (blockTag: "latest" | "pending") => club.direct().getTransactionCount({ address: MINTER, blockTag });

/** What is there when the process is gone: where the item is, what the log holds, how many transactions the node has. */
const LEFT: Record<string, { item: string; log: string[]; atNode: number }> = {
  "before the log": { item: "assigned", log: [], atNode: 0 },
  "after the log, before the node": { item: "assigned", log: ["signed"], atNode: 0 },
  "after the node, before the mark": { item: "assigned", log: ["signed"], atNode: 1 },
  "after the block, before the log knows it": { item: "mined", log: ["broadcast"], atNode: 1 },
};

test.each(Object.keys(LEFT))("behavior: a process killed %s: its successor goes on from there", { timeout: 120_000 }, async (point) => {
  const [ana, ben] = [await club.earn({ badges: [1, 2] }), await club.earn({ badges: [1] })];
  const before = await chainNonce("pending");
  await killAt(point);
  const items = [...(await club.items(ana._id)), ...(await club.items(ben._id))];
  expect({ item: items[0]?.state, log: (await club.log()).map((tx) => tx.state), atNode: (await chainNonce("pending")) - before }).toEqual(LEFT[point]);
  // Past the lease of the dead.
  shiftClock(15_000);
  try {
    await turnUntil({ owner: "successor", settings: AT_ONCE, until: club.allFinal(ana._id, ben._id) });
  } finally {
    shiftClock(0);
  }
  expect(await club.log()).toHaveLength(1);
  await expectWhole(club, ana, ben);
});
