import { writeAudit } from "@/lib/membership/write-audit";
import { now } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { isDuplicateKey } from "@/lib/platform/mongo";
import { DEFAULT_VERSION } from "./rules";
import { rulesOfVersion } from "./read-rules";
import { RULE_NUMBER_NAMES, type RuleNumbers, ruleNumbers } from "./schema";
import { ruleState, ruleVersions } from "./store";

/**
 * Puts a rule version in force for the rooms that go live from now on. A name stands for one set of numbers for
 * good: naming an older version with its own numbers puts it back in force.
 * @throws ClubError conflict (`rule_version_taken`) when the name stands for other numbers
 */
export async function publishRules(options: { version: string; numbers: RuleNumbers; byId: string }): Promise<{ version: string; numbers: RuleNumbers }> {
  const { version, byId } = options;
  const numbers = ruleNumbers.parse(options.numbers);
  if (version !== DEFAULT_VERSION) {
    try {
      await ruleVersions().insertOne({ _id: version, numbers, publishedAt: now(), byId });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  const stored = await rulesOfVersion({ version });
  if (RULE_NUMBER_NAMES.some((name) => stored[name] !== numbers[name]))
    throw new ClubError("conflict", `The version ${version} stands for other numbers. Choose a new name.`, { reason: "rule_version_taken" });
  await ruleState().updateOne({ _id: "current" }, { $set: { version } }, { upsert: true });
  await writeAudit({ action: "xp_rules.published", byId, details: { version } });
  return { version, numbers };
}
