import { explainChainError, type ChainFaultKey } from "@/lib/platform/chain-errors";

/** A thrown error as the sentence to show: what happened, whether anything was lost, what to do. */
export function faultText(error: unknown, faults: Record<ChainFaultKey, string>): { key: ChainFaultKey; text: string; detail: string } {
  const { key, values, detail } = explainChainError(error);
  const text = faults[key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  return { key, text, detail: key === "unknown" || key === "reverted" ? detail : "" };
}
