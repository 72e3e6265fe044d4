import { statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { parseEnv } from "@/lib/platform/env";
import { clubEnvironment } from "@/scripts/start/environment";
import { localSecrets } from "@/scripts/start/secrets";
import { tempFolder } from "../local/temp-folder";

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

const FACTS = {
  appUrl: "http://localhost:3000",
  mongoUrl: "mongodb://127.0.0.1:27017",
  chain: { url: "http://127.0.0.1:8545", chainId: 31337 },
  realtime: { PUSHER_APP_ID: "local-club", PUSHER_KEY: "local-club-key", PUSHER_SECRET: "local-secret", PUSHER_HOST: "127.0.0.1", PUSHER_PORT: "6001", PUSHER_TLS: "0" },
  livekit: undefined,
  mode: "production",
} as const;

test("default: the local club's environment is whole, with nothing set by the person", () => {
  process.env = { PATH: "/bin", NODE_ENV: "test" };
  const env = parseEnv(clubEnvironment({ ...FACTS, secrets: localSecrets(tempFolder()) }));
  expect(env).toMatchObject({ APP_URL: "http://localhost:3000", CHAIN_ID: 31337, MONGODB_DB: "club", NODE_ENV: "production", PUSHER_TLS: false });
  expect(env.LIVEKIT_URL).toBeUndefined();
});

test("behavior: what the person has set stays, what goes with a server does not", () => {
  process.env = { PATH: "/bin", NODE_ENV: "test", MONGODB_DB: "mine", LOG_LEVEL: "debug", TELEGRAM_BOT_TOKEN: "1:abc", LIVEKIT_URL: "ws://old", PUSHER_HOST: "old", DEPLOYER_PRIVATE_KEY: "0x1" };
  const env = clubEnvironment({ ...FACTS, secrets: localSecrets(tempFolder()) });
  expect(env).toMatchObject({ MONGODB_DB: "mine", LOG_LEVEL: "debug", TELEGRAM_BOT_TOKEN: "1:abc", PUSHER_HOST: "127.0.0.1" });
  expect(env).not.toHaveProperty("LIVEKIT_URL");
  expect(env).not.toHaveProperty("DEPLOYER_PRIVATE_KEY");
});

test("error: a public address refuses everything that is only for one machine, naming all of it", () => {
  process.env = { PATH: "/bin", NODE_ENV: "test" };
  const env = clubEnvironment({ ...FACTS, appUrl: "https://club.example", secrets: localSecrets(tempFolder()) });
  expect(() => parseEnv(env)).toThrow(/CHAIN_ID[\s\S]*LIVEKIT_URL: missing[\s\S]*SESSION_SECRET: is a development value[\s\S]*PUSHER_SECRET: is a development value[\s\S]*MINTER_PRIVATE_KEY: is a publicly known key/);
});

test("default: secrets are random, kept, and readable by their owner alone", () => {
  const folder = tempFolder();
  const secrets = localSecrets(folder);
  expect(localSecrets(folder)).toEqual(secrets);
  expect(localSecrets(tempFolder())).not.toEqual(secrets);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
});
