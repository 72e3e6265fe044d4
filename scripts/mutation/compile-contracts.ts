import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const solc = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };
/** What is deployed, and what the tests deploy to have both at work. */
const CONTRACTS = ["ClubMembership", "ClubBadges"] as const;
type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>;
};

/** The text of a source: of the contracts under `root`, or of a package. */
const sourceFile = (root: string, name: string) => (name.startsWith("contracts/") ? path.join(root, name) : path.join(root, "node_modules", name));

/** A source and all that it imports, by name. `changed` replaces the text of one. */
function gather(root: string, name: string, changed: { file: string; source: string }, into: Record<string, { content: string }> = {}) {
  if (into[name]) return into;
  const content = changed.file === name ? changed.source : readFileSync(sourceFile(root, name), "utf8");
  into[name] = { content };
  for (const [, from = ""] of content.matchAll(/^import\s[^"]*"([^"]+)";/gm)) {
    gather(root, from.startsWith(".") ? path.posix.join(path.posix.dirname(name), from) : from, changed, into);
  }
  return into;
}

/**
 * The creation code of the contracts that contain `file`, by contract, with its text replaced. Without the optimizer:
 * it takes most of the time and changes no behaviour. Undefined when the text does not compile.
 */
export function compileChanged(root: string, changed: { file: string; source: string }): Map<string, string> | undefined {
  const made = new Map<string, string>();
  for (const contract of CONTRACTS) {
    const name = `contracts/${contract}.sol`;
    const sources = gather(root, name, changed);
    if (!sources[changed.file]) continue;
    const settings = { optimizer: { enabled: false }, evmVersion: "cancun", outputSelection: { [name]: { [contract]: ["evm.bytecode.object"] } } };
    const { errors = [], contracts } = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings }))) as Output;
    if (errors.some(({ severity }) => severity === "error")) return undefined;
    const code = contracts?.[name]?.[contract]?.evm.bytecode.object;
    if (!code) throw new Error(`The compiler gave no code for ${contract}.`);
    made.set(contract, `0x${code}`);
  }
  return made;
}
