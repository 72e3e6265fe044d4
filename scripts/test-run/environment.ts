/** Variables of a person's own club: a test run starts its own servers and must not reach theirs. */
const LEFT_OUT = /^(APP_URL|SESSION_SECRET|MONGODB_DB|CHAIN_ID|RPC_URL|EXPLORER_URL|DEPLOYMENTS_DIR|NODE_ENV|NODE_OPTIONS|METRICS_TOKEN|.*_PRIVATE_KEY|LIVEKIT_.*|PUSHER_.*|TELEGRAM_.*|WALLETCONNECT_.*)$/;

/** The environment of the test processes: UTC, no servers of others, and the depth of generated-input tests. */
export function testEnvironment({ deep }: { deep: boolean }): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !LEFT_OUT.test(name)));
  return { ...kept, TZ: "UTC", NODE_ENV: "test", NEXT_TELEMETRY_DISABLED: "1", ...(deep ? { TEST_DEPTH: "deep", CONTRACTS_DEEP: "1" } : {}) };
}
