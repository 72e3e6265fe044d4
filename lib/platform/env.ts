import "server-only";
import { z } from "zod";

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const hexKey = z.string().regex(/^0x[0-9a-fA-F]{64}$/, "must be a 32-byte hex private key with 0x");
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  APP_URL: z.url(),
  SESSION_SECRET: z.string().min(32, "must be at least 32 characters"),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, "must start with mongodb://"),
  MONGODB_DB: z.string().min(1).max(60).default("club"),
  CHAIN_ID: z.coerce.number().int().positive(),
  RPC_URL: z.url(),
  RPC_URL_CONFIRM: optional(z.url()),
  EXPLORER_URL: optional(z.url()),
  FINALITY_CONFIRMATIONS: z.coerce.number().int().min(1).max(1000).default(1),
  DEPLOYMENTS_DIR: optional(z.string()),
  MINTER_PRIVATE_KEY: optional(hexKey),
  KEEPER_PRIVATE_KEY: optional(hexKey),
  MINT_WAIT_SECONDS: z.coerce.number().min(0).max(3600).default(5),
  MINT_BATCH_AT: z.coerce.number().int().min(1).max(100).default(25),
  MINT_LEASE_SECONDS: z.coerce.number().min(2).max(300).default(10),
  VOUCHER_AFTER_MINUTES: z.coerce.number().min(0).max(10_080).default(10),
  LIVEKIT_URL: optional(z.string().regex(/^wss?:\/\//, "must start with ws:// or wss://")),
  LIVEKIT_API_KEY: optional(z.string().min(3)),
  LIVEKIT_API_SECRET: optional(z.string().min(32, "must be at least 32 characters")),
  PUSHER_APP_ID: z.string().min(1),
  PUSHER_KEY: z.string().min(1),
  PUSHER_SECRET: z.string().min(1),
  PUSHER_CLUSTER: optional(z.string()),
  PUSHER_HOST: optional(z.string()),
  PUSHER_PORT: optional(z.coerce.number().int().min(1).max(65535)),
  PUSHER_TLS: optional(flag),
  TELEGRAM_BOT_TOKEN: optional(z.string().regex(/^\d+:[\w-]+$/, "must look like 123456:ABC…")),
  TELEGRAM_BOT_USERNAME: optional(z.string().regex(/^\w{5,32}$/)),
  TELEGRAM_WEBHOOK_SECRET: optional(z.string().regex(/^[\w-]{16,256}$/, "must be 16 to 256 characters of A-Z a-z 0-9 _ -")),
  TELEGRAM_CHANNEL_ID: optional(z.string().regex(/^-\d+$/, "must be the number of a group or channel, such as -1001234567890")),
  TELEGRAM_CHANNEL_LOCALE: z.enum(["en", "ru"]).default("en"),
  TELEGRAM_API_ROOT: optional(z.url()),
  TELEGRAM_LINK_ROOT: optional(z.url()),
  TELEGRAM_LOGIN_CLIENT_ID: optional(z.string().regex(/^\d{1,20}$/, "must be the number that BotFather names")),
  TELEGRAM_LOGIN_CLIENT_SECRET: optional(z.string().min(8)),
  TELEGRAM_LOGIN_ISSUER: optional(z.url()),
  WALLETCONNECT_PROJECT_ID: optional(z.string().min(8)),
  METRICS_TOKEN: optional(z.string().min(16)),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
});

export type Env = z.infer<typeof schema>;

export const LOCAL_CHAIN_ID = 31337;

/** Values that only the club on one machine may use: fingerprints of secrets anybody can look up. */
const DEVELOPMENT_SECRETS = /^(devkey|club-local|local-)/;

function isLocalUrl(url: string): boolean {
  try {
    return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
  } catch {
    return false;
  }
}

/** Read from the raw variables, so that these faults are named together with those of their form. */
function productionFaults(source: Record<string, string | undefined>): string[] {
  const of = (name: string): string => source[name] ?? "";
  if (of("NODE_ENV") !== "production" || isLocalUrl(of("APP_URL"))) return [];
  const faults: string[] = [];
  if (of("APP_URL") && !of("APP_URL").startsWith("https://")) faults.push("APP_URL: must be https in production");
  if (Number(of("CHAIN_ID")) === LOCAL_CHAIN_ID) faults.push("CHAIN_ID: 31337 is the local chain with demo wallets");
  for (const name of ["MINTER_PRIVATE_KEY", "LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "EXPLORER_URL", "METRICS_TOKEN"]) if (!of(name)) faults.push(`${name}: missing`);
  if (of("TELEGRAM_BOT_TOKEN") && !of("TELEGRAM_WEBHOOK_SECRET")) faults.push("TELEGRAM_WEBHOOK_SECRET: missing although TELEGRAM_BOT_TOKEN is set");
  if (of("TELEGRAM_LOGIN_ISSUER") && !of("TELEGRAM_LOGIN_ISSUER").startsWith("https://")) faults.push("TELEGRAM_LOGIN_ISSUER: must be https in production");
  for (const name of ["SESSION_SECRET", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET", "METRICS_TOKEN"])
    if (DEVELOPMENT_SECRETS.test(of(name))) faults.push(`${name}: is a development value`);
  for (const name of ["MINTER_PRIVATE_KEY", "KEEPER_PRIVATE_KEY"]) if (LOCAL_CHAIN_KEYS.has(of(name).toLowerCase())) faults.push(`${name}: is a publicly known key`);
  if (of("KEEPER_PRIVATE_KEY") && of("KEEPER_PRIVATE_KEY").toLowerCase() === of("MINTER_PRIVATE_KEY").toLowerCase()) faults.push("KEEPER_PRIVATE_KEY: must not be the minter's, whose transactions are counted");
  return faults;
}

/** The ten keys every local chain starts with (mnemonic "test test … junk"). Public knowledge, refused outside 31337. */
const LOCAL_CHAIN_KEYS = new Set([
  "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
  "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
  "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
  "0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
  "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
  "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
  "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
]);

/**
 * Parses the configuration. Throws one Error that names every missing or wrong variable at once,
 * and in production (NODE_ENV=production and APP_URL not on this machine) every development value too.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  const formFaults = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join(".")}: ${source[String(issue.path[0])] ? issue.message : "missing"}`);
  const faults = [...formFaults, ...productionFaults(source)];
  if (!result.success || faults.length > 0) throw new Error(`The configuration is not complete:\n  ${faults.join("\n  ")}`);
  return result.data;
}

let parsed: Env | undefined;

/** The configuration of this process, parsed on first use. The only reader of `process.env` in the product. */
export const env = (): Env => (parsed ??= parseEnv(process.env));

/** True where the demo wallets and the demo rule version may exist: the local chain only. */
export const isLocalChain = (): boolean => env().CHAIN_ID === LOCAL_CHAIN_ID;
