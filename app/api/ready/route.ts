import { pingChain } from "@/lib/platform/chain";
import { pingDatabase } from "@/lib/platform/database-state";
import { isVoiceOn, pingVoice } from "@/lib/platform/livekit";
import { pingRealtime } from "@/lib/platform/realtime";

/** Everybody may ask; the dependencies are asked at most this often. */
const KEPT_MS = 2_000;

type Ready = { status: "ok" | "degraded"; dependencies: Record<string, "up" | "down" | "off"> };
let last: { until: number; answer: Promise<Ready> } | undefined;

const probe = async (ask: () => Promise<unknown>): Promise<"up" | "down"> => {
  try {
    return (await ask()) === false ? "down" : "up";
  } catch {
    return "down";
  }
};

async function askAll(): Promise<Ready> {
  const [database, chain, realtime, voice] = await Promise.all([probe(pingDatabase), probe(pingChain), probe(pingRealtime), isVoiceOn() ? probe(pingVoice) : ("off" as const)]);
  const dependencies = { database, chain, realtime, voice };
  return { status: Object.values(dependencies).includes("down") ? "degraded" : "ok", dependencies };
}

/** Each dependency by name, asked with its own time limit; 503 while one of them is down. At most two seconds old. */
export const GET = async () => {
  const at = performance.now();
  if (!last || at >= last.until) last = { until: at + KEPT_MS, answer: askAll() };
  const ready = await last.answer;
  return Response.json(ready, { status: ready.status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } });
};
