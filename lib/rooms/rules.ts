import type { RoomState, SeatRole } from "./schema";

/** What the rules need to know of somebody who acts in a room; a signed-in viewer fits. */
export type Actor = { id: string; wallet: string; name: string; limited?: boolean; roles: { owner: boolean; admin: boolean; speaker: boolean; member: boolean } };
type RoomFacts = { state: RoomState; hostId: string; cohostIds: readonly string[] };
type HandFacts = { state: string; inviteExpiresAt: Date | null; declinedAt: Date | null };

export const DEFAULT_STAGE_LIMIT = 8;
export const INVITE_MS = 30_000;
export const DECLINE_COOLDOWN_MS = 60_000;
/** A voice token is only for connecting: the voice server renews it from then on. */
export const TOKEN_SECONDS = 120;
export const MAX_VOICE_PARTICIPANTS = 3_000;
/** How long an ending room waits for its people to leave the sound by themselves; less than a page waits for its answer. */
export const DRAIN_MS = 8_000;
/** A live room without its host goes to a cohost who is there after this time, or ends. */
export const HOST_GRACE_MS = 5 * 60_000;
/** How long before a planned room those who asked for it are reminded. */
export const REMIND_MS = 10 * 60_000;
/** A request that began before the end of a room may still write for it this long after. */
export const LATE_MS = 60_000;
export const STUCK_ENDING_MS = 2 * 60_000;
export const EMPTY_LIVE_MS = 15 * 60_000;
/** How long a seat may go unseen where the voice server lists who is connected: it notices a cut itself after some 25 s. */
export const UNSEEN_MS = 20_000;
/** The same where only the page can tell (a lobby, voice off): a browser wakes a hidden page once a minute. */
export const UNSEEN_SILENT_MS = 75_000;
/** A page that closes says so; a reload has this long to come back. */
export const RELOAD_MS = 10_000;

/** The moves of a room's life: from which states, to which. */
export const MOVES = {
  schedule: { from: ["draft", "scheduled"], to: "scheduled" },
  unschedule: { from: ["scheduled"], to: "draft" },
  open: { from: ["draft", "scheduled"], to: "lobby" },
  start: { from: ["draft", "scheduled", "lobby"], to: "live" },
  end: { from: ["live"], to: "ending" },
  finish: { from: ["ending"], to: "ended" },
  cancel: { from: ["draft", "scheduled", "lobby"], to: "cancelled" },
  archive: { from: ["ended"], to: "archived" },
} as const satisfies Record<string, { from: readonly RoomState[]; to: RoomState }>;
export type Move = keyof typeof MOVES;

export const canMove = (state: RoomState, move: Move): boolean => (MOVES[move].from as readonly RoomState[]).includes(state);

/** A lobby has seats, chat and hands as a live room has; only the sound comes with live. */
export const isOpen = (state: RoomState): boolean => state === "lobby" || state === "live";
export const isOver = (state: RoomState): boolean => state === "ended" || state === "archived" || state === "cancelled";

/** So many people of a room are listed, those on stage first. */
export const MAX_SEATS_SHOWN = 200;

export const isAdmin = (actor: Actor): boolean => actor.roles.admin || actor.roles.owner;

export const canCreateRoom = (actor: Actor): boolean => actor.roles.speaker || isAdmin(actor);
/** Opening, starting, ending, editing and naming cohosts: the host, and admins; never by a session begun without the wallet. */
export const canRunRoom = (actor: Actor, room: RoomFacts): boolean => !actor.limited && (actor.id === room.hostId || isAdmin(actor));
/** This room's host or cohost, any admin, the owner; with the wallet as above. */
export const canModerate = (actor: Actor, room: RoomFacts): boolean => canRunRoom(actor, room) || (!actor.limited && room.cohostIds.includes(actor.id));
/** May come in though the room is full. */
export const passesLimit = (actor: Actor, room: RoomFacts): boolean => canModerate(actor, room);
/** A moderator acts on others only; on the host only admins do, on a cohost only who may run the room. */
export const canActOn = (actor: Actor, room: RoomFacts, memberId: string): boolean => {
  if (!canModerate(actor, room) || actor.id === memberId) return false;
  if (memberId === room.hostId) return isAdmin(actor);
  return room.cohostIds.includes(memberId) ? canRunRoom(actor, room) : true;
};
/** A draft is its host's and the admins' own business. */
export const canSeeRoom = (actor: Actor, room: RoomFacts): boolean => room.state !== "draft" || canRunRoom(actor, room);

export const seatRoleOf = (room: RoomFacts, memberId: string, onStage: boolean): SeatRole =>
  memberId === room.hostId ? "host" : room.cohostIds.includes(memberId) ? "cohost" : onStage ? "stage" : "listener";

/** In the queue now: raised, or invited and the invite still holds. */
export const isHandUp = (hand: HandFacts, at: Date): boolean => hand.state === "raised" || isInvited(hand, at);
export const isInvited = (hand: HandFacts, at: Date): boolean => hand.state === "invited" && hand.inviteExpiresAt !== null && hand.inviteExpiresAt > at;

/** Seconds until a member who declined an invite may raise a hand or be invited again; 0 when they may now. */
export const cooldownSeconds = (hand: HandFacts | null, at: Date): number =>
  hand?.state !== "declined" || hand.declinedAt === null ? 0 : Math.max(0, Math.ceil((hand.declinedAt.getTime() + DECLINE_COOLDOWN_MS - at.getTime()) / 1000));

/** The slots one may claim, in the order to try: the first is kept for the host, so that a full stage never shuts the host out. */
export const slotsFor = (room: { hostId: string; stageLimit: number }, memberId: string): number[] =>
  memberId === room.hostId ? [0] : Array.from({ length: Math.max(0, room.stageLimit - 1) }, (_, index) => index + 1);

export const isBanOn = (ban: { until: Date | null } | null, at: Date): boolean => ban !== null && (ban.until === null || ban.until > at);
