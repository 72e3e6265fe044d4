import type { Filter } from "mongodb";
import type { z } from "zod";
import { deploymentId } from "@/lib/platform/chain";
import { type AdminMemberView, type membersQuery, memberView, type MemberView } from "./schema";
import { type MemberRow, members, memberships } from "./store";
import { viewAccounts } from "./view-accounts";

export type MembersQuery = z.infer<typeof membersQuery>;
export type Page<T> = { items: T[]; next: string | null };

const PAGE = 50;
/** Accounts looked at for one page at most: the rest of a long run of former members comes with the next page. */
const MAX_ROUNDS = 4;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

async function filterOf({ q, role, minLevel }: MembersQuery): Promise<Filter<MemberRow>> {
  const parts: Filter<MemberRow>[] = [];
  if (q) {
    const start = new RegExp(`^${escape(q.toLowerCase())}`);
    parts.push({ $or: [{ nameKey: start }, { wallet: start }] });
  }
  if (minLevel !== undefined) parts.push({ level: { $gte: minLevel } });
  if (role === "speaker") parts.push({ speaker: true });
  if (role === "owner" || role === "admin") {
    const rows = await memberships().find({ deployment: deploymentId(), [role]: true }, { projection: { _id: 1 } }).toArray();
    parts.push({ wallet: { $in: rows.map((row) => row._id) } });
  }
  return parts.length > 0 ? { $and: parts } : {};
}

async function readPage(filter: Filter<MemberRow>, after: string | undefined): Promise<Page<AdminMemberView>> {
  const rows = await members().find(after ? { $and: [filter, { _id: { $gt: after } }] } : filter).sort({ _id: 1 }).limit(PAGE + 1).toArray();
  const page = rows.slice(0, PAGE);
  return { items: await viewAccounts(page), next: rows.length > PAGE ? (page.at(-1)?._id ?? null) : null };
}

/** Every account for admins, in the order of joining, former and banned members too. */
export const listAccounts = async (query: MembersQuery): Promise<Page<AdminMemberView>> => readPage(await filterOf(query), query.cursor);

/**
 * The members of the club in the order of joining: accounts that would pass the gate, by the projection.
 * `q` is the beginning of a name or wallet. A page may be shorter than 50 and still have a `next`.
 */
export async function listMembers(query: MembersQuery): Promise<Page<MemberView>> {
  const filter = await filterOf(query);
  const items: MemberView[] = [];
  let after = query.cursor;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const page = await readPage(filter, after);
    items.push(...page.items.filter((item) => item.roles.member).map((item) => memberView.parse(item)));
    if (page.next === null) return { items, next: null };
    after = page.next;
    if (items.length >= PAGE / 2) break;
  }
  return { items, next: after ?? null };
}
