import { ClubError } from "@/lib/platform/errors";
import { DEFAULT_NUMBERS, DEFAULT_VERSION } from "./rules";
import type { RuleNumbers } from "./schema";
import { ruleState, ruleVersions } from "./store";

/** The version in force now and its numbers: what a room takes with it when it goes live. */
export async function currentRules(): Promise<{ version: string; numbers: RuleNumbers }> {
  const current = await ruleState().findOne({ _id: "current" });
  const version = current?.version ?? DEFAULT_VERSION;
  return { version, numbers: await rulesOfVersion({ version }) };
}

/** The numbers of a version, which never change. @throws ClubError not_found (`rule_version_unknown`) */
export async function rulesOfVersion({ version }: { version: string }): Promise<RuleNumbers> {
  if (version === DEFAULT_VERSION) return DEFAULT_NUMBERS;
  const row = await ruleVersions().findOne({ _id: version });
  if (!row) throw new ClubError("not_found", `There is no rule version ${version}.`, { reason: "rule_version_unknown" });
  return row.numbers;
}
