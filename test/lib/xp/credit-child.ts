import { awardXp } from "@/lib/xp/award-xp";

/** Credits the given members without end, one line after the other, until it is killed. Started by kill.test.ts. */
const [run = "0", ...memberIds] = process.argv.slice(2);

async function credit(memberId: string, lane: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    await awardXp({ rule: "listening_time", cause: `${run}-${lane}-${n}`, memberId, amount: 1 + (n % 7), ruleVersion: "default", evidence: {} });
    process.stdout.write(".");
  }
}

await Promise.all(memberIds.flatMap((memberId) => [0, 1].map((lane) => credit(memberId, lane))));
