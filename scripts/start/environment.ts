import { join } from "node:path";
import { privateKeyToAccount } from "viem/accounts";
import type { LiveKitEnv } from "../local/livekit";
import type { RealtimeEnv } from "../local/realtime";
import { CLUB_DIR } from "./place";
import type { LocalSecrets } from "./secrets";

/** The keys every local chain starts with. Public knowledge: the product refuses them on any other chain. */
export const LOCAL_KEYS = {
  owner: "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  admin: "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  member: "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  newcomer: "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
  keeper: "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
  deployer: "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
  minter: "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
} as const;

/** The address of one of the local keys. */
export const localAddress = (role: keyof typeof LOCAL_KEYS): string => privateKeyToAccount(LOCAL_KEYS[role]).address;

/** Never inherited: they go with the server that was really started, or are not for the club's processes. */
const DECIDED_HERE = new Set(["LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "PUSHER_HOST", "PUSHER_PORT", "PUSHER_TLS", "PUSHER_CLUSTER", "DEPLOYER_PRIVATE_KEY"]);

type ClubEnvironment = {
  appUrl: string;
  mongoUrl: string;
  chain: { url: string; chainId: number };
  realtime: RealtimeEnv;
  livekit: LiveKitEnv | undefined;
  secrets: LocalSecrets;
  mode: "production" | "development";
};

/**
 * The environment of web, worker, bot and seed: what the person has set stays, the local servers and secrets fill
 * the rest.
 */
export function clubEnvironment({ appUrl, mongoUrl, chain, realtime, livekit, secrets, mode }: ClubEnvironment): Record<string, string> {
  const given = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => Boolean(entry[1]) && !DECIDED_HERE.has(entry[0])));
  const local = chain.chainId === 31337;
  return {
    SESSION_SECRET: secrets.session,
    MONGODB_DB: "club",
    FINALITY_CONFIRMATIONS: "1",
    LOG_LEVEL: "info",
    ...(local ? { MINTER_PRIVATE_KEY: LOCAL_KEYS.minter, KEEPER_PRIVATE_KEY: LOCAL_KEYS.keeper, DEPLOYMENTS_DIR: join(CLUB_DIR, "deployments") } : {}),
    ...given,
    NODE_ENV: mode,
    APP_URL: appUrl,
    MONGODB_URI: mongoUrl,
    RPC_URL: chain.url,
    CHAIN_ID: String(chain.chainId),
    ...Object.fromEntries(Object.entries(realtime).filter(([, value]) => value !== undefined && value !== "")),
    ...livekit,
  };
}
