import { awardXp } from "@/lib/xp/award-xp";

/** Credits the given members without end, one line after the other, until it is killed or the database goes away; prints the id of each line that was acknowledged. */
const [run = "0", ...memberIds] = process.argv.slice(2);

async function credit(memberId: string, lane: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const cause = `${run}-${lane}-${n}`;
    await awardXp({ rule: "listening_time", cause, memberId, amount: 1 + (n % 7), ruleVersion: "default", evidence: {} });
    process.stdout.write(`listening_time:${cause}:${memberId}\n`);
  }
}

await Promise.all(memberIds.flatMap((memberId) => [0, 1].map((lane) => credit(memberId, lane))));
