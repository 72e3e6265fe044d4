import { expect, test } from "vitest";
import { parseEnv } from "@/lib/platform/env";

const secret = (seed: string) => seed.repeat(40).slice(0, 40);
const production = {
  NODE_ENV: "production",
  APP_URL: "https://club.example",
  SESSION_SECRET: secret("s1"),
  MONGODB_URI: "mongodb://db.example/club",
  CHAIN_ID: "11155111",
  RPC_URL: "https://rpc.example",
  EXPLORER_URL: "https://sepolia.etherscan.io",
  MINTER_PRIVATE_KEY: `0x${"5a".repeat(32)}`,
  LIVEKIT_URL: "wss://voice.example",
  LIVEKIT_API_KEY: "APIclub",
  LIVEKIT_API_SECRET: secret("l1"),
  PUSHER_APP_ID: "1",
  PUSHER_KEY: "k1",
  PUSHER_SECRET: "p1",
  METRICS_TOKEN: secret("m1"),
};
const faultsOf = (change: Record<string, string | undefined>) => {
  try {
    parseEnv({ ...production, ...change });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("default: a whole production configuration is taken", () => {
  expect(parseEnv(production)).toMatchObject({ CHAIN_ID: 11155111, MONGODB_DB: "club", TRUSTED_PROXY_HOPS: 0, FINALITY_CONFIRMATIONS: 1 });
});

test("behavior: the club on one machine may use development values", () => {
  expect(faultsOf({ APP_URL: "http://localhost:3000", CHAIN_ID: "31337", LIVEKIT_URL: "", LIVEKIT_API_KEY: "", LIVEKIT_API_SECRET: "", METRICS_TOKEN: "", EXPLORER_URL: "" })).toBe("");
});

test("behavior: an empty variable counts as not set", () => {
  expect(parseEnv({ ...production, TELEGRAM_BOT_TOKEN: "" }).TELEGRAM_BOT_TOKEN).toBeUndefined();
});

test("error: every missing variable is named at once", () => {
  const message = faultsOf({ MONGODB_URI: undefined, RPC_URL: undefined, PUSHER_SECRET: undefined });
  for (const name of ["MONGODB_URI: missing", "RPC_URL: missing", "PUSHER_SECRET: missing"]) expect(message).toContain(name);
});

test.each([
  ["the local chain", { CHAIN_ID: "31337" }, "CHAIN_ID"],
  ["plain http", { APP_URL: "http://club.example" }, "APP_URL"],
  ["a publicly known minter key", { MINTER_PRIVATE_KEY: "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6" }, "MINTER_PRIVATE_KEY"],
  ["a development session secret", { SESSION_SECRET: `local-${secret("x")}` }, "SESSION_SECRET"],
  ["a development voice key", { LIVEKIT_API_KEY: "devkey" }, "LIVEKIT_API_KEY"],
  ["no voice server", { LIVEKIT_URL: undefined }, "LIVEKIT_URL"],
  ["no metrics token", { METRICS_TOKEN: undefined }, "METRICS_TOKEN"],
  ["a bot without a webhook secret", { TELEGRAM_BOT_TOKEN: "1:abc" }, "TELEGRAM_WEBHOOK_SECRET"],
])("error: production refuses %s", (_, change, name) => {
  expect(faultsOf(change)).toContain(name);
});

test("error: what is missing and what production refuses is named together", () => {
  const message = faultsOf({ RPC_URL: undefined, SESSION_SECRET: "local-short", CHAIN_ID: "31337" });
  for (const fault of ["RPC_URL: missing", "SESSION_SECRET: must be at least 32 characters", "SESSION_SECRET: is a development value", "CHAIN_ID: 31337"]) expect(message).toContain(fault);
});

test("error: production names all that is wrong at once", () => {
  const message = faultsOf({ CHAIN_ID: "31337", METRICS_TOKEN: undefined, LIVEKIT_API_KEY: "devkey" });
  for (const name of ["CHAIN_ID", "METRICS_TOKEN", "LIVEKIT_API_KEY"]) expect(message).toContain(name);
});
