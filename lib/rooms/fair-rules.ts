import type { HandView } from "./schema";

/** So much time on stage today halves what waiting counts; twice as much makes it a third, and so on. */
export const FAIR_SECONDS = 300;
/** A stay on stage, where none has ended in the room yet. */
export const DEFAULT_TURN_SECONDS = 240;

type Waiting = Pick<HandView, "seq" | "raisedAt" | "stageSeconds">;

/** Seconds a hand has been up. */
export const waitedSeconds = (hand: Pick<Waiting, "raisedAt">, at: Date): number => Math.max(0, Math.floor((at.getTime() - Date.parse(hand.raisedAt)) / 1000));

/**
 * What a hand weighs: the seconds it waits, times 300 / (300 + seconds on stage today). Waiting always adds, so nobody
 * waits for ever; of two that wait alike, the one who had less of the stage today comes first.
 */
export const fairWeight = (hand: Waiting, at: Date): number => (waitedSeconds(hand, at) * FAIR_SECONDS) / (FAIR_SECONDS + hand.stageSeconds);

/** The queue in fair order, heaviest first; equal weights by arrival. */
export const fairOrder = <H extends Waiting>(hands: readonly H[], at: Date): H[] => [...hands].sort((a, b) => fairWeight(b, at) - fairWeight(a, at) || a.seq - b.seq);

type Wait = { /** How many hands are before this one. */ ahead: number; /** Places on stage, the host's aside. */ places: number; freePlaces: number; meanTurnSeconds: number | null };

/**
 * About how long until the stage has a place for a hand, in seconds; 0 when one is free for it now. A stage of n
 * places gives one back every (mean stay / n).
 */
export function estimateWait({ ahead, places, freePlaces, meanTurnSeconds }: Wait): number {
  if (ahead < freePlaces) return 0;
  return Math.round(((ahead - freePlaces + 1) * (meanTurnSeconds ?? DEFAULT_TURN_SECONDS)) / Math.max(1, places));
}
