import { join } from "node:path";
import { LocalFault } from "../local/failure";
import { type LocalContext, type Managed, spawnServer } from "../local/process";
import { ROOT } from "./place";

type Service = { name: string; args: string[]; env: Record<string, string>; context: LocalContext };

/** Restarts within this time count together; more of them mean that the service cannot run. */
const WINDOW_MS = 120_000;
const MOST_RESTARTS = 4;

/** A process of the club that is started again when it ends by itself. */
export type Kept = {
  name: string;
  /** Resolves with a sentence when the service ended too often; never while it runs or is stopped by us. */
  failed: Promise<string>;
  current(): Managed;
  stop(): Promise<void>;
};

/** Starts a process of the club (web, worker, bot) and keeps it running. */
export async function keepService({ name, args, env, context }: Service): Promise<Kept> {
  let stopping = false;
  let restarts: number[] = [];
  const spawnOne = () => spawnServer({ name, command: process.execPath, args, env, cwd: ROOT, context });
  let current = await spawnOne();

  const failed = (async () => {
    for (;;) {
      const { code, signal } = await current.exited;
      if (stopping) return new Promise<string>(() => {});
      const tail = current.tail();
      restarts = [...restarts, Date.now()].filter((at) => Date.now() - at < WINDOW_MS);
      if (restarts.length > MOST_RESTARTS) return `${name} ended again and again (${signal ?? `code ${code}`}); the end of its log:\n${tail}`;
      context.log(`${name} ended (${signal ?? `code ${code}`}) and is started again.`);
      await new Promise((resolve) => setTimeout(resolve, 500 * restarts.length));
      if (stopping) return new Promise<string>(() => {});
      current = await spawnOne();
    }
  })();

  return {
    name,
    failed,
    current: () => current,
    async stop() {
      stopping = true;
      await current.stop(5_000);
    },
  };
}

/** The arguments that run a TypeScript file outside Next, where `server-only` may be imported. */
export const scriptArgs = (file: string): string[] => ["--conditions=react-server", "--import", "tsx", file];

/** The arguments of the web process: our server in production, Next's own in development. */
export function webArgs({ dev, port }: { dev: boolean; port: number }): string[] {
  if (!dev) return ["--import", "tsx", "scripts/web.ts"];
  return [join("node_modules", "next", "dist", "bin", "next"), "dev", "-H", "127.0.0.1", "-p", String(port)];
}

/** Waits until the pages answer; a web process that keeps ending is told by `web.failed`. */
export async function waitForHealth({ web, url, timeoutMs }: { web: Kept; url: string; timeoutMs: number }): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    if (answer?.ok) return;
    const failure = await Promise.race([web.failed, new Promise<undefined>((resolve) => setTimeout(resolve, 100))]);
    if (failure) throw new LocalFault(failure);
  }
  throw new LocalFault(`The pages did not answer at ${url}/api/health within ${Math.round(timeoutMs / 1000)} s; the end of the log:\n${web.current().tail()}`);
}
