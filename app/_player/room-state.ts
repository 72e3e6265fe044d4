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

/** The own place in the queue as people count it, from 1; null without a raised hand. */
export function queuePlace(hands: HandView[], memberId: string): number | null {
  const raised = hands.filter((hand) => hand.state === "raised").sort((a, b) => a.seq - b.seq);
  const index = raised.findIndex((hand) => hand.memberId === memberId);
  return index < 0 ? null : index + 1;
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
