import { walletFault, walletOf } from "./wallet-rules";

/** The contract's word for a pass without end. */
export const LIFETIME = 2n ** 64n - 1n;
/** Most lines of one list: more is two lists. */
export const MAX_GRANT_LINES = 2_000;
/** Most wallets of one transaction (the contract's MAX_BATCH). */
export const GRANT_BATCH = 100;

/** One pass to give. `until` in unix seconds, or LIFETIME. */
export type Grant = { line: number; wallet: `0x${string}`; tier: number; until: bigint };
export type GrantFaultReason = "walletWrong" | "walletChecksum" | "tier" | "until" | "past" | "duplicate" | "columns" | "tooMany";
/** A line that cannot be granted; `line` counts from 1 as editors do, `first` is the line it repeats. */
export type GrantFault = { line: number; reason: GrantFaultReason; text: string; first?: number };
export type ParsedGrants = { grants: Grant[]; faults: GrantFault[] };

const DAY_SECONDS = 86_400;
const MAX_DAYS = 36_500;
const SHOWN_TEXT = 60;

/**
 * The end a text asks for, in unix seconds or LIFETIME: `lifetime`, `30d`, `2027-01-31` (the whole day, UTC) or an ISO
 * time. Null when it says none of these.
 */
export function untilOf(cell: string, at: Date): bigint | null {
  const now = Math.floor(at.getTime() / 1000);
  if (/^(lifetime|forever)$/i.test(cell)) return LIFETIME;
  const days = /^(\d{1,5})d$/i.exec(cell);
  if (days) return Number(days[1]) >= 1 && Number(days[1]) <= MAX_DAYS ? BigInt(now + Number(days[1]) * DAY_SECONDS) : null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) {
    const day = new Date(`${cell}T00:00:00Z`);
    return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== cell ? null : BigInt(day.getTime() / 1000 + DAY_SECONDS - 1);
  }
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/.test(cell)) {
    const time = new Date(cell).getTime();
    return Number.isNaN(time) ? null : BigInt(time / 1000);
  }
  return null;
}

export type ParseGrants = { text: string; tiers: readonly number[]; defaults: { tier: number; until: string }; at: Date };

/**
 * Reads a list of passes to give, one a line: `address[,tier][,until]` with commas, semicolons or tabs. A first line of
 * column names, empty lines and lines that begin with `#` are passed over. Every bad line is named with its number; who
 * calls gives nothing while one is left, so that nothing is half-done.
 * @param defaults what an absent tier or end means; the end in the same words as in the list
 */
export function parseGrants({ text, tiers, defaults, at }: ParseGrants): ParsedGrants {
  const grants: Grant[] = [];
  const faults: GrantFault[] = [];
  const seen = new Map<string, number>();
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const cells = raw.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1").trim());
    const [address = "", tierCell = "", untilCell = ""] = cells;
    if (cells.every((cell) => cell === "") || address.startsWith("#") || (grants.length === 0 && faults.length === 0 && /^(address|wallet)$/i.test(address))) continue;
    const fail = (reason: GrantFaultReason, first?: number) => faults.push({ line, reason, text: raw.trim().slice(0, SHOWN_TEXT), ...(first === undefined ? {} : { first }) });
    if (grants.length + faults.length >= MAX_GRANT_LINES) {
      fail("tooMany");
      break;
    }
    const wrong = walletFault(address);
    const tier = tierCell === "" ? defaults.tier : /^\d{1,3}$/.test(tierCell) ? Number(tierCell) : 0;
    const until = untilOf(untilCell === "" ? defaults.until : untilCell, at);
    if (cells.slice(3).some((cell) => cell !== "")) fail("columns");
    else if (wrong) fail(wrong);
    else if (!tiers.includes(tier)) fail("tier");
    else if (until === null) fail("until");
    else if (until <= BigInt(Math.floor(at.getTime() / 1000))) fail("past");
    else if (seen.has(walletOf(address))) fail("duplicate", seen.get(walletOf(address)));
    else grants.push({ line, wallet: walletOf(address), tier, until });
    if (!wrong && !seen.has(walletOf(address))) seen.set(walletOf(address), line);
  }
  return { grants, faults };
}

/** What the chain says of a wallet that is to get a pass. `expiresAt` in unix seconds, LIFETIME, or 0 without a pass. */
export type HeldPass = { tier: number; expiresAt: bigint };
export type GrantBatch = { tier: number; until: bigint; grants: Grant[] };
export type GrantPlan = {
  batches: GrantBatch[];
  /** Hold what they would get, or longer: given before, by this list or otherwise. */
  held: Grant[];
  /** Hold a longer pass of another kind, which a grant may not shorten. */
  longer: Grant[];
  /** Seats that are needed for wallets without a pass. */
  seats: number;
};

/**
 * Divides a list into transactions: one tier, one end and at most 100 wallets each, in the order of the list. Wallets
 * that hold the pass already are left out, so a list that was sent in part can be sent again.
 */
export function planGrants({ grants, heldBy }: { grants: readonly Grant[]; heldBy: ReadonlyMap<string, HeldPass> }): GrantPlan {
  const plan: GrantPlan = { batches: [], held: [], longer: [], seats: 0 };
  const open = new Map<string, GrantBatch>();
  for (const grant of grants) {
    const pass = heldBy.get(grant.wallet) ?? { tier: 0, expiresAt: 0n };
    if (pass.tier === grant.tier && pass.expiresAt >= grant.until) plan.held.push(grant);
    else if (pass.tier !== 0 && pass.expiresAt > grant.until) plan.longer.push(grant);
    else {
      if (pass.tier === 0) plan.seats += 1;
      const key = `${grant.tier}:${grant.until}`;
      let batch = open.get(key);
      if (!batch || batch.grants.length === GRANT_BATCH) {
        batch = { tier: grant.tier, until: grant.until, grants: [] };
        open.set(key, batch);
        plan.batches.push(batch);
      }
      batch.grants.push(grant);
    }
  }
  return plan;
}
