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
  const jars = readdirSync(join(folder, "lib")).map((jar) => join(folder, "lib", jar)).join(delimiter);
  const classes = await compiledLauncher({ java, folder, jars });
  return { command: java, args: ["-Xmx512m", "-XX:+UseG1GC", "-cp", `${jars}${delimiter}${classes}`, "Launcher", String(port), ...(file ? [file] : [])] };
}

/** The folder of the compiled launcher, made once per source. The compiler is a part of Java's development kit, found with or without a `javac` on PATH. */
async function compiledLauncher({ java, folder, jars }: { java: string; folder: string; jars: string }): Promise<string> {
  const sources = readdirSync(SOURCE).filter((name) => name.endsWith(".java")).map((name) => join(SOURCE, name));
  const hash = createHash("sha256");
  for (const source of sources) hash.update(readFileSync(source));
  const classes = join(folder, `classes-${hash.digest("hex").slice(0, 12)}`);
  if (existsSync(classes)) return classes;
  const work = `${classes}-${process.pid}`;
  try {
    const { code, output } = await runTool({ command: java, args: ["-m", "jdk.compiler/com.sun.tools.javac.Main", "-nowarn", "-cp", jars, "-d", work, ...sources], timeoutMs: 120_000 });
    if (code !== 0 && !existsSync(classes)) throw faultFrom("The embedded database could not be compiled: install a Java development kit (17 or newer) or MongoDB (mongod).", output.trim().split("\n").slice(-3).join("\n"));
    if (!existsSync(classes)) renameSync(work, classes);
    return classes;
  } catch (error) {
    // Another run may have been first.
    if (existsSync(classes)) return classes;
    throw error;
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
