import type { TestProject } from "vitest/node";
import { setup as compile } from "./compile";
import { type ServerEnv, startServers } from "./local-servers";

declare module "vitest" {
  export interface ProvidedContext {
    /** Variables of the shared servers, put into each worker's environment by worker.ts. */
    servers: ServerEnv;
    /** Why there is no voice server in this run, or an empty text. */
    voiceOff: string;
  }
}

/** Compiles the contracts and starts the shared servers of the run: everything on free ports, all in memory. */
export default async function setup(project: TestProject) {
  const [servers] = await Promise.all([startServers({ name: "lib" }), compile().catch(tellCompilerFault)]);
  const voiceOff = servers.env.LIVEKIT_URL ? "" : servers.voice;
  if (voiceOff) console.log(`  Voice is off in this run: ${voiceOff}`);
  project.provide("servers", servers.env);
  project.provide("voiceOff", voiceOff);
  return () => servers.stop();
}

/** The tests that need the contracts fail by themselves; the rest can still be run. */
function tellCompilerFault(error: Error): void {
  console.log(`  The contracts were not compiled: ${error.message}`);
}
