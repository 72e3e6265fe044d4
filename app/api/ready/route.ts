import { pingChain } from "@/lib/platform/chain";
import { isVoiceOn, pingVoice } from "@/lib/platform/livekit";
import { pingDatabase } from "@/lib/platform/database-state";
import { pingRealtime } from "@/lib/platform/realtime";

const probe = async (ask: () => Promise<unknown>): Promise<"up" | "down"> => {
  try {
    return (await ask()) === false ? "down" : "up";
  } catch {
    return "down";
  }
};

/** Each dependency by name, asked now with its own time limit; 503 while one of them is down. */
export const GET = async () => {
  const [database, chain, realtime, voice] = await Promise.all([probe(pingDatabase), probe(pingChain), probe(pingRealtime), isVoiceOn() ? probe(pingVoice) : "off"]);
  const dependencies = { database, chain, realtime, voice };
  const ok = !Object.values(dependencies).includes("down");
  return Response.json({ status: ok ? "ok" : "degraded", dependencies }, { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } });
};
