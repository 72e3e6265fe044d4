import { DEFAULT_NUMBERS, DEFAULT_VERSION } from "./rules";
import { currentRules } from "./read-rules";
import type { RuleVersionsView } from "./schema";
import { ruleVersions } from "./store";

const MOST_VERSIONS = 200;

/** Every rule version with its numbers, newest first, and the name of the one in force. */
export async function listRules(): Promise<RuleVersionsView> {
  const [current, rows] = await Promise.all([currentRules(), ruleVersions().find({}).limit(MOST_VERSIONS).toArray()]);
  const published = rows
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
    .map((row) => ({ version: row._id, numbers: row.numbers, publishedAt: row.publishedAt.toISOString() }));
  return { current: current.version, versions: [...published, { version: DEFAULT_VERSION, numbers: DEFAULT_NUMBERS, publishedAt: null }] };
}
