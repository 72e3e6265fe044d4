import { isVoiceOn, listVoiceParticipants } from "@/lib/platform/livekit";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { recountListeners } from "./count-listeners";
import { finishRoom } from "./finish-room";
import { mendHolders } from "./hold-seat";
import { moveRoom } from "./move-room";
import { payHands } from "./pay-hand";
import { payThanks } from "./pay-thanks";
import { planReminder } from "./plan-reminder";
import { EMPTY_LIVE_MS, isOpen, isOver, LATE_MS, STUCK_ENDING_MS } from "./rules";
import { announceRoom } from "./start-room";
import { activeRoomIds, clearRoom, findRoomRows, findSeats, type RoomRow, rooms, unlistAsActive } from "./store";
import { watchHost } from "./watch-host";

/** Who is in a live room: by the voice server's list, or by the seats while voice is off. */
const presentIn = async (room: RoomRow): Promise<Set<string>> =>
  new Set(isVoiceOn() ? (await listVoiceParticipants(room._id)).map((participant) => participant.identity) : (await findSeats(room)).map((seat) => seat.memberId));

async function watchLive(room: RoomRow): Promise<boolean> {
  // What a crash may have left out right after its cause; done twice it is done once.
  await announceRoom({ room });
  await payHands({ room });
  await payThanks({ room });
  await recountListeners({ roomId: room._id });
  const at = now();
  const present = await presentIn(room);
  if (present.size > 0) {
    if (room.emptySince) await rooms().updateOne({ _id: room._id }, { $set: { emptySince: null } });
    return watchHost({ room, present });
  }
  if (!room.emptySince) {
    await rooms().updateOne({ _id: room._id, emptySince: null }, { $set: { emptySince: at } });
    return false;
  }
  if (at.getTime() - room.emptySince.getTime() < EMPTY_LIVE_MS) return false;
  // It ended when the last one left, not when that was noticed.
  const ending = await moveRoom({ room, move: "end", set: { endedAt: room.emptySince } });
  await finishRoom({ room: ending });
  return true;
}

async function settle(room: RoomRow): Promise<boolean> {
  if (isOver(room.state)) {
    await clearRoom(room, room.endedAt ?? room.stateAt);
    await payHands({ room });
    await payThanks({ room });
    if (!room.liveAt || now().getTime() - room.stateAt.getTime() >= LATE_MS) await unlistAsActive(room._id);
    return false;
  }
  if (room.scheduledAt && room.scheduledAt > now()) await planReminder({ room });
  if (isOpen(room.state)) await mendHolders({ room });
  if (room.state === "live") return watchLive(room);
  if (room.state !== "ending" || now().getTime() - room.stateAt.getTime() < STUCK_ENDING_MS) return false;
  return (await finishRoom({ room })).state === "ended";
}

/**
 * Finishes what a crash or an absence left behind: rooms in `ending` for more than 2 minutes, live rooms with nobody
 * in them for more than 15, live rooms whose host has been away for more than 5. Plans and pays what is owed. One room's trouble never stops the others.
 * @returns ids of the rooms that ended
 */
export async function finishStuckRooms(): Promise<string[]> {
  const ended: string[] = [];
  for (const room of await findRoomRows(await activeRoomIds())) {
    try {
      if (await settle(room)) ended.push(room._id);
    } catch (error) {
      log("rooms").warn({ roomId: room._id, err: error }, "a stuck room was not finished");
    }
  }
  return ended;
}
