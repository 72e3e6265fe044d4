import { spawn } from "node:child_process";

const running = new Set<number>();

/** A tool runs in a group of its own: compilers start helpers that would outlive it. */
function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** Ends the tools that still run, helpers included, when the command that needs them is stopped. */
export function endTools(): void {
  for (const pid of running) endGroup(pid, "SIGKILL");
}

type Tool = { command: string; args: string[]; cwd?: string; env?: Record<string, string | undefined>; timeoutMs: number };

/** A command that ran to its end: its exit code and both outputs together. Ended after `timeoutMs`. */
export function runTool({ command, args, cwd, env, timeoutMs }: Tool): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: (env ?? process.env) as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    const timer = setTimeout(() => pid !== undefined && endGroup(pid, "SIGKILL"), timeoutMs);
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const finish = (result: { code: number; output: string }) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      resolve(result);
    };
    child.once("error", (error) => finish({ code: 127, output: error.message }));
    child.once("close", (code) => finish({ code: code ?? 1, output }));
  });
}

/**
 * Runs a slow step and says so: one line at its start, one every ten seconds with the time so far, one at its end.
 * A step shorter than a second says nothing at its end.
 */
export async function withProgress<T>(log: (line: string) => void, what: string, step: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  log(`${what} …`);
  const timer = setInterval(() => log(`${what} … ${seconds()} so far`), 10_000);
  try {
    const result = await step();
    if (Date.now() - began > 1_000) log(`${what}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
