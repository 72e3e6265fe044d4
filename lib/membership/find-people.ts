import type { PersonView } from "./schema";
import { members } from "./store";

/** The short form of accounts by member id; ids without an account are left out. */
export async function findPeople({ ids }: { ids: readonly string[] }): Promise<Map<string, PersonView>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await members().find({ _id: { $in: wanted } }, { projection: { wallet: 1, name: 1 } }).toArray();
  return new Map(rows.map((row) => [row._id, { id: row._id, wallet: row.wallet, name: row.name }]));
}
