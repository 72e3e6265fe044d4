/** One fault in one source file: the whole changed text, and what was changed where. */
export type Mutant = { file: string; line: number; fault: string; after: string; source: string };

/** Faults that change nothing anybody could see, each with the reason. */
export const EXPLAINED: readonly { file: string; fault: string; reason: string }[] = [
  { file: "contracts/base/ClubToken.sol", fault: "from == address(0) ->", reason: "ERC-1155's own entries refuse the zero address before" },
  { file: "contracts/base/MembershipBase.sol", fault: "base + duration >= LIFETIME", reason: "at equality both branches give LIFETIME" },
  { file: "contracts/base/ReceiverHook.sol", fault: "_GAS", reason: "a ceiling may move a little without changing an answer" },
  { file: "contracts/base/MintRate.sol", fault: "refilled >= used", reason: "at equality both branches give the whole capacity" },
  { file: "contracts/base/MintRate.sol", fault: "used < limit", reason: "at equality nothing is left either way" },
];

type Rule = { find: RegExp; replace: (match: RegExpMatchArray) => string[] };

const RULES: readonly Rule[] = [
  // A condition turned around: the guard lets through what it should stop, and stops the rest.
  { find: /\bif \((?!\s)(.*)\) (revert|_revert\w+\(|return|continue|delete)/, replace: ([, condition, rest]) => [`if (!(${condition})) ${rest}`, `if (false) ${rest}`] },
  // A comparison moved by one, or replaced by its opposite.
  { find: / >= /, replace: () => [" > ", " < "] },
  { find: / <= /, replace: () => [" < ", " > "] },
  { find: / > (?!>)/, replace: () => [" >= ", " <= "] },
  { find: / < (?!<)/, replace: () => [" <= ", " >= "] },
  { find: / == /, replace: () => [" != "] },
  { find: / != /, replace: () => [" == "] },
  { find: / && /, replace: () => [" || "] },
  { find: / \|\| /, replace: () => [" && "] },
  // A modifier or a check that is missing.
  { find: / (onlyAdmin|onlyRole\(DEFAULT_ADMIN_ROLE\)|whenNotPaused|nonReentrant)(?= |,)/, replace: () => [""] },
  { find: /^(\s+)_(checkText|checkBatch|checkPlan|checkDefined|checkAmong|checkChangeable|checkAdmin|askReceiver|collect|consumeRate|closeReceipt|setOpen)\(.*\);$/, replace: ([, indent]) => [`${indent};`] },
  // Sums.
  { find: / \+= /, replace: () => [" -= "] },
  { find: / -= /, replace: () => [" += "] },
];

/** Every fault of the rules above, one for each place and replacement, comments and imports apart. */
export function makeMutants(file: string, text: string): Mutant[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (/^\s*(\/\/|\*|import |pragma |event |error )/.test(line) || /for \(/.test(line)) return [];
    return RULES.flatMap(({ find, replace }) => {
      const match = find.exec(line);
      if (!match) return [];
      return replace(match).map((after) => {
        const changed = line.slice(0, match.index) + after + line.slice(match.index + match[0].length);
        return { file, line: index + 1, fault: `${line.trim()} -> ${changed.trim()}`, after: changed, source: lines.with(index, changed).join("\n") };
      });
    });
  });
}
