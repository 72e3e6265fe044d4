import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { LocalFault } from "./failure";
import { canReach, findOnPath } from "./find";
import { embeddedCommand } from "./mongo-embedded";
import { choosePort } from "./ports";
import { type LocalContext, type LocalServer, spawnServer, waitUntilReady } from "./process";
import { withProgress } from "./tool";

type Engine = "mongod" | "downloaded" | "embedded";
type StartMongo = LocalContext & {
  /** The port of the last start; taken again when it is free. */
  port?: number;
  /** Data in memory only, for tests. */
  memory?: boolean;
};

const SOURCES: Record<Engine, string> = {
  mongod: "mongod found on this machine",
  downloaded: "mongod fetched by mongodb-memory-server",
  embedded: "mongo-java-server with H2 files",
};

/**
 * Starts the database: MONGODB_URI when given, otherwise mongod from PATH, a downloaded mongod, or the embedded
 * Java server. The files of one engine cannot be read by another, so the engine of the first start is kept.
 */
export async function startMongo({ port, memory = false, ...context }: StartMongo): Promise<LocalServer> {
  const given = process.env.MONGODB_URI;
  // A test run never writes to a database elsewhere.
  if (given && (!memory || /@?(127\.0\.0\.1|localhost)[:/]/.test(given))) {
    await ping(given, 5_000).catch((error: Error) => {
      throw new LocalFault(`The database of MONGODB_URI does not answer (${error.message}): start it, or unset MONGODB_URI to use a local one.`);
    });
    return { url: given, port: 0, source: "MONGODB_URI", stop: async () => {} };
  }
  const folder = join(context.runDir, "mongo");
  const { engine, binary } = await chooseEngine({ folder, memory, context });
  const chosen = await choosePort(port);
  if (chosen.moved) context.log(`Port ${port} is taken; the database uses ${chosen.port}.`);
  mkdirSync(folder, { recursive: true });
  const { command, args } =
    engine === "embedded"
      ? await embeddedCommand({ port: chosen.port, file: memory ? undefined : join(folder, "club.mv.db"), context })
      : mongodCommand({ binary, port: chosen.port, folder });
  const managed = await spawnServer({ name: "mongo", command, args, context });
  const url = `mongodb://127.0.0.1:${chosen.port}`;
  await waitUntilReady({ managed, check: () => ping(url, 1_000), timeoutMs: 90_000 });
  if (!memory) writeFileSync(join(folder, "engine"), engine);
  return { url, port: chosen.port, source: SOURCES[engine], managed, stop: () => managed.stop(10_000) };
}

/** Answers true once the server runs commands. */
async function ping(url: string, timeoutMs: number): Promise<boolean> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: timeoutMs, connectTimeoutMS: timeoutMs });
  try {
    await client.db("admin").command({ ping: 1 });
    return true;
  } finally {
    await client.close();
  }
}

async function chooseEngine({ folder, memory, context }: { folder: string; memory: boolean; context: LocalContext }): Promise<{ engine: Engine; binary: string }> {
  const marker = join(folder, "engine");
  const kept = !memory && existsSync(marker) ? (readFileSync(marker, "utf8").trim() as Engine) : undefined;
  const onPath = findOnPath("mongod");
  if ((kept ?? "mongod") === "mongod" && onPath) return { engine: "mongod", binary: onPath };
  if (kept === "mongod") {
    throw new LocalFault("The club's data was written by a mongod that is no longer on PATH: install it again, or run `npm run reset` to start anew.");
  }
  if (kept !== "embedded") {
    const downloaded = await downloadedMongod(context);
    if (downloaded) return { engine: "downloaded", binary: downloaded };
    if (kept === "downloaded") {
      throw new LocalFault("The club's data was written by a downloaded mongod that is gone from .club: connect to the internet to fetch it again, or run `npm run reset` to start anew.");
    }
  }
  return { engine: "embedded", binary: "" };
}

/** The real mongod from its maker's site, kept in `.club`; nothing when the site is out of reach. */
async function downloadedMongod({ dataDir, log }: LocalContext): Promise<string | undefined> {
  const downloadDir = join(dataDir, "mongod");
  const { DryMongoBinary } = await import("mongodb-memory-server-core/lib/util/DryMongoBinary");
  const there = await DryMongoBinary.locateBinary({ version: "8.0.4", downloadDir }).catch(() => undefined);
  if (there) return there;
  // Where the embedded server was fetched before, the site was out of reach: it is not asked again.
  if (existsSync(join(dataDir, "mongo-java", "lib")) || !(await canReach("fastdl.mongodb.org"))) return undefined;
  const { MongoBinary } = await import("mongodb-memory-server-core/lib/util/MongoBinary");
  try {
    return await withProgress(log, "Fetching MongoDB", () => MongoBinary.getPath({ version: "8.0.4", downloadDir }));
  } catch {
    return undefined;
  }
}

function mongodCommand({ binary, port, folder }: { binary: string; port: number; folder: string }) {
  const data = join(folder, "data");
  mkdirSync(data, { recursive: true });
  return { command: binary, args: ["--dbpath", data, "--port", String(port), "--bind_ip", "127.0.0.1"] };
}
