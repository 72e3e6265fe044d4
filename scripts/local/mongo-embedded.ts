import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { faultFrom, LocalFault } from "./failure";
import { findOnPath } from "./find";
import { runTool, withProgress } from "./tool";
import type { LocalContext } from "./process";

const SOURCE = fileURLToPath(new URL("./mongo-java/", import.meta.url));
const JAVA_AT_LEAST = 17;

/**
 * The command of the embedded database: mongo-java-server by a launcher of our own. Its jars come by Maven once,
 * and the launcher is compiled once, both into `.club/mongo-java`.
 * @param file where the data lives; in memory when undefined.
 */
export async function embeddedCommand({ port, file, context }: { port: number; file?: string; context: LocalContext }): Promise<{ command: string; args: string[] }> {
  const java = findOnPath("java");
  if (!java) throw new LocalFault("No database server was found: install MongoDB (mongod) or Java 17 with Maven, or set MONGODB_URI.");
  const folder = join(context.dataDir, "mongo-java");
  if (!existsSync(join(folder, "lib"))) await withProgress(context.log, "Fetching the embedded database", () => fetchJars({ java, folder }));
  const jars = join(folder, "lib", "*");
  const classes = await compiledLauncher({ folder, jars });
  const launcher = classes ? ["-cp", `${jars}${delimiter}${classes}`, "Launcher"] : ["-cp", jars, join(SOURCE, "Launcher.java")];
  return { command: java, args: ["-Xmx512m", "-XX:+UseSerialGC", ...launcher, String(port), ...(file ? [file] : [])] };
}

/** The folder of the compiled launcher, made once per source; Java compiles it at each start where there is no javac. */
async function compiledLauncher({ folder, jars }: { folder: string; jars: string }): Promise<string | undefined> {
  const source = join(SOURCE, "Launcher.java");
  const classes = join(folder, `classes-${createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 12)}`);
  if (existsSync(classes)) return classes;
  const javac = findOnPath("javac");
  if (!javac) return undefined;
  const work = `${classes}-${process.pid}`;
  try {
    const { code } = await runTool({ command: javac, args: ["-cp", jars, "-d", work, source], timeoutMs: 120_000 });
    if (code !== 0) return undefined;
    if (!existsSync(classes)) renameSync(work, classes);
    return classes;
  } catch {
    return existsSync(classes) ? classes : undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Fetches into a folder beside and renames it, so a stopped fetch leaves no half set of jars. */
async function fetchJars({ java, folder }: { java: string; folder: string }): Promise<void> {
  await checkJava(java);
  const maven = findOnPath("mvn");
  if (!maven) throw new LocalFault("Java is here but Maven is not: install Maven (or MongoDB itself), or set MONGODB_URI.");
  mkdirSync(folder, { recursive: true });
  const work = join(folder, `fetch-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    cpSync(join(SOURCE, "pom.xml"), join(work, "pom.xml"));
    const { code, output } = await runTool({ command: maven, args: ["-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib"], cwd: work, timeoutMs: 300_000 });
    if (code !== 0 || !existsSync(join(work, "lib")) || readdirSync(join(work, "lib")).length === 0) {
      throw faultFrom("Maven could not fetch the embedded database: check the network and run the same command again, or install MongoDB (mongod).", output.trim().split("\n").slice(-3).join("\n"));
    }
    if (!existsSync(join(folder, "lib"))) renameSync(join(work, "lib"), join(folder, "lib"));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function checkJava(java: string): Promise<void> {
  const { output } = await runTool({ command: java, args: ["-version"], timeoutMs: 20_000 });
  const version = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (version < JAVA_AT_LEAST) throw new LocalFault(`The Java on PATH is too old for the embedded database (${version || "unknown"}, ${JAVA_AT_LEAST} needed): install Java 17 or MongoDB (mongod).`);
}
