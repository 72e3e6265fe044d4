import { estimateWait, fairOrder } from "@/lib/rooms/fair-rules";
import type { HandView, RoomDetailView, SeatView } from "@/lib/rooms/schema";

/**
 * Takes in who is on stage now. Those who were on stage and are not named any more are listeners again; seats of the
 * audience stay as they are until the room is fetched anew.
 */
export function applyStage(detail: RoomDetailView, stage: SeatView[]): RoomDetailView {
  const named = new Map(stage.map((seat) => [seat.person.id, seat]));
  const kept = detail.seats.map((seat): SeatView => {
    const fresh = named.get(seat.person.id);
    if (fresh) return fresh;
    return seat.onStage ? { ...seat, onStage: false, role: seat.role === "stage" ? "listener" : seat.role } : seat;
  });
  const known = new Set(detail.seats.map((seat) => seat.person.id));
  return { ...detail, seats: [...kept, ...stage.filter((seat) => !known.has(seat.person.id))] };
}

/** Takes in the queue; `me.hand` is the asking member's own line of it. */
export const applyHands = (detail: RoomDetailView, hands: HandView[], locked: boolean, memberId: string): RoomDetailView => ({
  ...detail,
  hands,
  handsLocked: locked,
  me: { ...detail.me, hand: hands.find((hand) => hand.memberId === memberId) ?? null },
});

/**
 * The own place in the fair order as people count it, from 1, and about how many minutes it takes to the stage; null
 * without a raised hand. `now` null: the clock is not known yet, the order is that of arrival.
 */
export function ownPlace(detail: Pick<RoomDetailView, "hands" | "seats" | "stageLimit" | "meanTurnSeconds">, memberId: string, now: number | null): { place: number | null; waitMinutes: number } {
  const raised = detail.hands.filter((hand) => hand.state === "raised").sort((a, b) => a.seq - b.seq);
  const ahead = (now === null ? raised : fairOrder(raised, new Date(now))).findIndex((hand) => hand.memberId === memberId);
  if (ahead < 0) return { place: null, waitMinutes: 0 };
  // The first place is the host's.
  const places = detail.stageLimit - 1;
  const taken = detail.seats.filter((seat) => seat.onStage && seat.role !== "host").length;
  const seconds = estimateWait({ ahead, places, freePlaces: Math.max(0, places - taken), meanTurnSeconds: detail.meanTurnSeconds });
  return { place: ahead + 1, waitMinutes: Math.ceil(seconds / 60) };
}

/** Stage first by arrival with the host at the head, then the audience by arrival. */
export function splitSeats(seats: SeatView[]): { stage: SeatView[]; audience: SeatView[] } {
  const weight = (seat: SeatView): number => (seat.role === "host" ? 0 : seat.role === "cohost" ? 1 : 2);
  const sorted = [...seats].sort((a, b) => weight(a) - weight(b) || a.since.localeCompare(b.since));
  return { stage: sorted.filter((seat) => seat.onStage), audience: sorted.filter((seat) => !seat.onStage) };
}

/** True while one can come in. */
export const isOpen = (state: RoomDetailView["state"]): boolean => state === "lobby" || state === "live";
export const isOver = (state: RoomDetailView["state"]): boolean => state === "ended" || state === "archived" || state === "cancelled";
