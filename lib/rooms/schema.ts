import { z } from "zod";
import { memberId, personView } from "../membership/schema";

export const ROOM_STATES = ["draft", "scheduled", "lobby", "live", "ending", "ended", "archived", "cancelled"] as const;
export const roomState = z.enum(ROOM_STATES);
export type RoomState = z.infer<typeof roomState>;
export const roomId = z.string().regex(/^r_[0-9a-z]{26}$/);
export const roomParams = z.object({ roomId });
export const roomMemberParams = z.object({ roomId, memberId });

export const CATEGORIES = ["talk", "learning", "tech", "business", "culture", "music", "games", "club"] as const;
export const roomCategory = z.enum(CATEGORIES);
export type RoomCategory = z.infer<typeof roomCategory>;
/** The generated pictures a room may carry; drawn from its id, so nothing is uploaded. */
export const COVERS = ["rings", "waves", "bars", "tiles", "rays", "hills"] as const;
export const roomCover = z.enum(COVERS);
export type RoomCover = z.infer<typeof roomCover>;
/** What is spoken in a room, by ISO 639-1. */
export const LANGUAGES = ["en", "ru", "ar", "de", "es", "fr", "hi", "id", "it", "ja", "ko", "pl", "pt", "tr", "uk", "vi", "zh"] as const;
export const roomLanguage = z.enum(LANGUAGES);
export type RoomLanguage = z.infer<typeof roomLanguage>;
export const MAX_TAGS = 5;
export const MAX_CAPACITY = 3_000;
const tag = z.string().trim().toLowerCase().min(1).max(24).regex(/^[\p{L}\p{N}][\p{L}\p{N}_ -]*$/u, "letters, digits, spaces, - and _ only");

const isTimeZone = (value: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).format(0) !== "";
  } catch {
    return false;
  }
};

const title = z.string().trim().min(1).max(80).regex(/^[^\p{Cc}]*$/u, "control characters are not allowed");
/** What a room is about and how it is set; each may be left out. */
const roomFacts = {
  /** Where the planned time is meant, by its IANA name: shown beside everybody's own. */
  timeZone: z.string().max(64).refine(isTimeZone, "is no time zone").optional(),
  category: roomCategory.optional(),
  language: roomLanguage.nullable().optional(),
  tags: z.array(tag).max(MAX_TAGS).transform((tags) => [...new Set(tags)]).optional(),
  cover: roomCover.optional(),
  /** The most people in the room at once; host, cohosts and admins come in beyond it. */
  capacity: z.number().int().min(2).max(MAX_CAPACITY).optional(),
  /** Whether those on stage may show their camera and their screen. */
  video: z.boolean().optional(),
};
export const createRoomInput = z.object({ title, description: z.string().trim().max(1000).default(""), scheduledAt: z.iso.datetime().optional(), ...roomFacts });
export const updateRoomInput = z.object({ title: title.optional(), description: z.string().trim().max(1000).optional(), scheduledAt: z.iso.datetime().nullable().optional(), ...roomFacts });
export const roomsQuery = z.object({ state: roomState.optional(), category: roomCategory.optional(), language: roomLanguage.optional(), tag: tag.optional(), cursor: z.string().max(200).optional() });

export const roomView = z.object({
  id: roomId,
  title: z.string(),
  description: z.string(),
  state: roomState,
  /** Grows by one with each change of state; orders events. */
  ver: z.number().int(),
  host: personView,
  cohostIds: z.array(memberId),
  category: roomCategory,
  language: roomLanguage.nullable(),
  tags: z.array(z.string()),
  cover: roomCover,
  capacity: z.number().int(),
  video: z.boolean(),
  scheduledAt: z.iso.datetime().nullable(),
  timeZone: z.string(),
  liveAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Seated now, stage included. */
  listeners: z.number().int(),
  peakListeners: z.number().int(),
  stageLimit: z.number().int(),
  handsLocked: z.boolean(),
});
export type RoomView = z.infer<typeof roomView>;
export const roomsView = z.object({ items: z.array(roomView), next: z.string().nullable() });

export const seatRole = z.enum(["host", "cohost", "stage", "listener"]);
export type SeatRole = z.infer<typeof seatRole>;
export const seatView = z.object({ person: personView, role: seatRole, onStage: z.boolean(), since: z.iso.datetime() });
export type SeatView = z.infer<typeof seatView>;

/** `stageSeconds`: how long the member stood on live stages of the club this UTC day; the fair order weighs it. */
export const handView = z.object({ memberId, person: personView, seq: z.number().int(), state: z.enum(["raised", "invited"]), raisedAt: z.iso.datetime(), inviteExpiresAt: z.iso.datetime().nullable(), stageSeconds: z.number().int() });
export type HandView = z.infer<typeof handView>;
export const handsQuery = z.object({ order: z.enum(["arrival", "fair"]).default("arrival") });
export const handsView = z.object({ items: z.array(handView), next: z.string().nullable() });

/**
 * What GET /api/rooms/{id} answers: the room, who is in it (the stage first, at most 200), the queue, and what the
 * asking member is in it.
 */
export const roomDetailView = roomView.extend({
  seats: z.array(seatView),
  hands: z.array(handView),
  /** False while raising hands is switched off in the whole club. */
  handsEnabled: z.boolean(),
  /** How long a stay on this room's stage was so far, on average; null before the first one ended. */
  meanTurnSeconds: z.number().int().nullable(),
  /** Since when the host of a live room is missed; somebody takes over or the room ends after the grace time. */
  hostAwaySince: z.iso.datetime().nullable(),
  /** The last number of an event about stage, hands or moderation that this has seen. */
  eventSeq: z.number().int(),
  me: z.object({ role: seatRole, seated: z.boolean(), onStage: z.boolean(), moderator: z.boolean(), hand: handView.nullable(), reminded: z.boolean(), /** Took a seat here at some time. */ visited: z.boolean(), /** When a moderator last muted them in this stay. */ mutedAt: z.iso.datetime().nullable(), /** The club's open question whether they are there. */ prompt: z.object({ promptId: z.string(), expiresAt: z.iso.datetime() }).nullable() }),
});
export type RoomDetailView = z.infer<typeof roomDetailView>;

/** What a room came to, for its last page. */
export const roomSummaryView = z.object({
  seconds: z.number().int(),
  peakListeners: z.number().int(),
  visitors: z.number().int(),
  messages: z.number().int(),
  /** Who stood on its stage while it was live, longest first. */
  speakers: z.array(z.object({ person: personView, seconds: z.number().int() })),
  /** What the room paid, so far while `settled` is false, and the asking member's part of it. */
  xp: z.object({ total: z.number().int(), mine: z.number().int(), settled: z.boolean() }),
});
export type RoomSummaryView = z.infer<typeof roomSummaryView>;

/** One act in a room, as its members may read it: without the reason. `by` is null for the club itself. */
export const moderationActView = z.object({ id: z.string(), at: z.iso.datetime(), action: z.string(), by: personView.nullable(), on: personView.nullable(), until: z.iso.datetime().nullable() });
export type ModerationActView = z.infer<typeof moderationActView>;
export const moderationQuery = z.object({ cursor: z.string().max(200).optional() });
export const moderationView = z.object({ items: z.array(moderationActView), next: z.string().nullable() });

/** Names the page that sits in a room: a random id that the page made and keeps over a reload. */
const device = z.string().regex(/^[0-9a-zA-Z-]{16,64}$/);
/** A seat that is taken without a device belongs to no page: it is not watched, and no other device is asked about. */
/** `resume`: the page comes back by itself, which a kick meanwhile forbids. */
export const seatInput = z.object({ device: device.optional(), resume: z.boolean().default(false) });
export const takeOverInput = z.object({ device });
/** `leaving`: the page is closing or loading anew. */
export const keepSeatInput = z.object({ device, leaving: z.boolean().default(false) });

/**
 * `url` and `token` are null while voice is off: the seat, chat and hands work all the same. `microphoneOpen`: the
 * device that was taken over had an open microphone. `mutedAt`: a moderator muted them then, which a page that has not
 * heard of it yet follows before it opens the microphone again.
 */
export const tokenView = z.object({ url: z.string().nullable(), token: z.string().nullable(), identity: memberId, role: seatRole, microphoneOpen: z.boolean(), mutedAt: z.iso.datetime().nullable(), expiresAt: z.iso.datetime() });
export type TokenView = z.infer<typeof tokenView>;

/** `connected` false: the person is cut off just now, and will come back with the microphone closed. */
export const muteView = z.object({ muted: z.literal(true), connected: z.boolean() });
export type MuteView = z.infer<typeof muteView>;

export const banInput = z.object({ reason: z.string().trim().min(1).max(500), minutes: z.number().int().min(1).max(525_600).nullable().default(null) });
/** The answer to the server's question whether somebody is there. */
export const presenceInput = z.object({ promptId: z.string().regex(/^prompt_[0-9a-z]{26}$/) });
/** The answer to a thanks: whether it was the first to this speaker in this room, and whether it paid XP. */
export const supportView = z.object({ thanked: z.literal(true), first: z.boolean(), paid: z.boolean() });
export type SupportView = z.infer<typeof supportView>;
export const handsInput = z.object({ locked: z.boolean() });

/** The id a realtime connection has from its server. */
export const socketId = z.string().regex(/^\d{1,20}\.\d{1,20}$/);
/** What pusher-js sends, as a form, to have a channel or (without a channel) the user signed. */
export const realtimeAuthInput = z.object({ socket_id: socketId, channel_name: z.string().min(1).max(200).optional() });

const at = z.iso.datetime();
/** Events on `private-room-<id>` (room.changed also on `private-club`). Receivers order them by `ver` or fetch anew. */
export const roomEvents = {
  "room.changed": z.object({ at, ver: z.number().int(), roomId, state: roomState, title: z.string(), listeners: z.number().int() }),
  /** Everybody on stage, in the order of the places. */
  "stage.changed": z.object({ at, ver: z.number().int(), seats: z.array(seatView) }),
  /** The head of the queue; `more` when it is longer than an event may carry: fetch the hands then. */
  "hands.changed": z.object({ at, ver: z.number().int(), hands: z.array(handView), locked: z.boolean(), more: z.boolean() }),
  moderation: z.object({ at, ver: z.number().int(), action: z.enum(["mute", "kick", "ban", "unban", "demote"]), memberId }),
} as const;
/** Events to one member's own pages. */
export const memberEvents = {
  "hand.invited": z.object({ at, roomId, expiresAt: at }),
  "room.soon": z.object({ at, roomId, title: z.string(), scheduledAt: at }),
  "presence.prompt": z.object({ at, roomId, promptId: z.string(), expiresAt: at }),
  /** The member goes on in this room on another device: every page with another id lets go. */
  "seat.taken": z.object({ at, roomId, device }),
  "support.received": z.object({ at, roomId, from: personView, paid: z.boolean() }),
} as const;
