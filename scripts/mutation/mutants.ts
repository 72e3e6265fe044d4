/** One fault in one source file: the whole changed text, and what was changed where. */
export type Mutant = { file: string; line: number; fault: string; source: string };

type Rule = { find: RegExp; replace: (match: RegExpMatchArray) => string[] };

const RULES: readonly Rule[] = [
  // A condition turned around, or a guard that never holds.
  { find: /\bif \((?!\s)(.*)\) (revert|_revert\w+\(|return|continue|delete)/g, replace: ([, condition, rest]) => [`if (!(${condition})) ${rest}`, `if (false) ${rest}`] },
  // A refusal that is missing, where it stands on a line of its own.
  { find: /^(\s+)(revert .*|_revertSoulbound\(\)|_revertBadText\(length\));$/g, replace: ([, indent]) => [`${indent}{}`] },
  // A comparison moved by one, or replaced by its opposite.
  { find: / >= /g, replace: () => [" > ", " < "] },
  { find: / <= /g, replace: () => [" < ", " > "] },
  { find: / > /g, replace: () => [" >= ", " <= "] },
  { find: / < /g, replace: () => [" <= ", " >= "] },
  { find: / == /g, replace: () => [" != "] },
  { find: / != /g, replace: () => [" == "] },
  { find: / && /g, replace: () => [" || "] },
  { find: / \|\| /g, replace: () => [" && "] },
  { find: / \? 1 : 0/g, replace: () => [" ? 0 : 1"] },

  // The same in assembly.
  { find: /\bgt\(/g, replace: () => ["lt("] },
  { find: /\beq\(mload\(0\), (\w+)\)/g, replace: ([, value]) => [`iszero(eq(mload(0), ${value}))`] },
  { find: /\band\(/g, replace: () => ["or("] },
  { find: /\bif ok \{/g, replace: () => ["if iszero(ok) {"] },
  // A modifier or a check that is missing.
  { find: / (onlyAdmin|onlyRole\(DEFAULT_ADMIN_ROLE\)|whenNotPaused|nonReentrant)(?= |,)/g, replace: () => [""] },
  { find: /^(\s+)_(checkText|checkBatch|checkPlan|checkDefined|checkAmong|checkChangeable|checkAdmin|askReceiver|collect|consumeRate|closeReceipt|setOpen)\(.*\);$/g, replace: ([, indent]) => [`${indent}{}`] },
  // Sums.
  { find: / \+= /g, replace: () => [" -= "] },
  { find: / -= /g, replace: () => [" += "] },
];

const IS_PROSE = /^\s*(\/\/|\*|import |pragma |event |error )/;

/** Every fault of the rules above, one for each place and replacement, comments and imports apart. */
export function makeMutants(file: string, text: string): Mutant[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (IS_PROSE.test(line)) return [];
    return RULES.flatMap(({ find, replace }) =>
      [...line.matchAll(find)].flatMap((match) =>
        replace(match).map((after) => {
          const changed = line.slice(0, match.index) + after + line.slice(match.index + match[0].length);
          return { file, line: index + 1, fault: `${line.trim()} -> ${changed.trim()}`, source: lines.with(index, changed).join("\n") };
        }),
      ),
    );
  });
}
