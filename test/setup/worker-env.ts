import type { ServerEnv } from "./local-servers";

/**
 * The whole environment of one worker: the shared servers, a database of its own, and fixed values for the rest.
 * The minter is account 9 of the local chain, as `npm start` has it.
 */
export function workerEnv(servers: ServerEnv): Record<string, string> {
  return {
    TZ: "UTC",
    APP_URL: "http://localhost:3000",
    SESSION_SECRET: "local-test-session-secret-of-enough-length",
    MONGODB_DB: `club_test_${process.pid}_${process.env.VITEST_POOL_ID ?? "0"}`,
    FINALITY_CONFIRMATIONS: "1",
    MINTER_PRIVATE_KEY: "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
    LOG_LEVEL: "silent",
    TRUSTED_PROXY_HOPS: "0",
    ...servers,
  };
}
