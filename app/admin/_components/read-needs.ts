import { orAway } from "@/app/_server/or-away";
import { countReports } from "@/lib/chat/list-reports";
import { viewPipeline } from "@/lib/minting/view-pipeline";
import { isVoiceOn, pingVoice } from "@/lib/platform/livekit";
import { pingRealtime } from "@/lib/platform/realtime";
import type { MintPipelineView } from "@/lib/minting/schema";

/** One thing that waits for a person. `chain` hides what cannot be known meanwhile. */
export type Need =
  | { kind: "parked"; count: number }
  | { kind: "hold"; reason: NonNullable<MintPipelineView["signer"]["hold"]>["reason"] }
  | { kind: "low"; balance: string }
  | { kind: "down"; what: "realtime" | "voice" }
  | { kind: "voiceOff" }
  | { kind: "reports"; count: number }
  | { kind: "chain" };

const isDown = (ask: Promise<unknown>): Promise<boolean> => ask.then((answer) => answer === false, () => true);

/** What needs a person now, the most pressing first, and the mint pipeline it was read from. */
export async function readNeeds(): Promise<{ needs: Need[]; pipeline: MintPipelineView | null }> {
  const [pipeline, reports, realtimeDown, voiceDown] = await Promise.all([orAway(viewPipeline()), countReports(), isDown(pingRealtime()), isVoiceOn() ? isDown(pingVoice()) : false]);
  const needs: Need[] = [];
  if (!pipeline || pipeline.signer.balance === null) needs.push({ kind: "chain" });
  if (reports > 0) needs.push({ kind: "reports", count: reports });
  if (voiceDown) needs.push({ kind: "down", what: "voice" });
  if (realtimeDown) needs.push({ kind: "down", what: "realtime" });
  if (pipeline) {
    const { signer, counts } = pipeline;
    const parked = (counts.parked ?? 0) + (counts.skipped ?? 0);
    if (signer.hold) needs.push({ kind: "hold", reason: signer.hold.reason });
    else if (signer.low && signer.balance !== null) needs.push({ kind: "low", balance: signer.balance });
    if (parked > 0) needs.push({ kind: "parked", count: parked });
  }
  if (!isVoiceOn()) needs.push({ kind: "voiceOff" });
  return { needs, pipeline };
}
