import { canCloseConnections, closeConnection, terminateMemberConnections } from "@/lib/platform/realtime";
import { connections } from "./store";

/** So many are remembered of one member; the oldest beyond it is closed, so that none is ever out of reach. */
const MOST_REMEMBERED = 100;

/**
 * Remembers a realtime connection before anything is signed for it: being put out finds it then, whether or not the
 * client went on to sign in as its member.
 */
export async function noteConnection({ memberId, socketId, signedIn }: { memberId: string; socketId: string; signedIn: boolean }): Promise<void> {
  const row = await connections().findOneAndUpdate(
    { _id: memberId },
    { $addToSet: { socketIds: socketId, ...(signedIn ? { signedInIds: socketId } : {}) } },
    { upsert: true, returnDocument: "after" },
  );
  const tooOld = row?.socketIds.slice(0, -MOST_REMEMBERED) ?? [];
  if (tooOld.length === 0) return;
  await Promise.all(tooOld.map(closeConnection));
  await connections().updateOne({ _id: memberId }, { $pullAll: { socketIds: tooOld, signedInIds: tooOld } });
}

/**
 * Whether putting its member out would end this connection: always where the realtime server closes single
 * connections, elsewhere only one that has been signed in as its member.
 */
export const isWithinReach = async ({ memberId, socketId }: { memberId: string; socketId: string }): Promise<boolean> =>
  (await canCloseConnections()) || ((await connections().findOne({ _id: memberId }))?.signedInIds?.includes(socketId) ?? false);

/**
 * Closes every realtime connection of a member, those that never signed in as them included. What could not be closed
 * stays remembered.
 * @returns whether all are closed; to be repeated otherwise
 */
export async function closeMemberConnections({ memberId }: { memberId: string }): Promise<boolean> {
  const socketIds = (await connections().findOne({ _id: memberId }))?.socketIds ?? [];
  const singly = await canCloseConnections();
  const [ended, each] = await Promise.all([terminateMemberConnections(memberId), Promise.all(singly ? socketIds.map(closeConnection) : [])]);
  const closed = singly ? socketIds.filter((_, index) => each[index]) : ended ? socketIds : [];
  if (closed.length > 0) await connections().updateOne({ _id: memberId }, { $pullAll: { socketIds: closed, signedInIds: closed } });
  return ended && closed.length === socketIds.length;
}
