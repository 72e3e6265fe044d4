import type { z } from "zod";
import { type createRoomInput, moderationView, type MuteView, muteView, type RoomDetailView, roomDetailView, roomSummaryView, type RoomSummaryView, type RoomView, roomView, type TokenView, tokenView, type updateRoomInput } from "@/lib/rooms/schema";
import { ignore, request } from "../_http/request";
import { pageDevice } from "./seat-memory";

const at = (roomId: string, rest = ""): string => `/api/rooms/${roomId}${rest}`;
const post = (path: string, body?: unknown): Promise<void> => request(path, { method: "POST", parse: ignore, ...(body === undefined ? {} : { body }) });
const remove = (path: string): Promise<void> => request(path, { method: "DELETE", parse: ignore });

const seat = (roomId: string, path: string, more: { resume?: boolean } = {}): Promise<TokenView> => request(at(roomId, path), { method: "POST", body: { device: pageDevice(), ...more }, parse: (value) => tokenView.parse(value) });
/**
 * Takes the seat for this page and, where the room is live and voice is on, a token that connects once. `resume`: by
 * itself, after a cut or a reload, without an act of the member.
 */
export const takeSeat = (roomId: string, { resume = false } = {}): Promise<TokenView> => seat(roomId, "/token", resume ? { resume } : {});
/** The same although another device has the seat: that one lets go. */
export const takeOver = (roomId: string): Promise<TokenView> => seat(roomId, "/take-over");
/** Says that this page is still there, or that it is closing. */
export const keepSeat = (roomId: string, more: { leaving?: boolean } = {}): Promise<void> =>
  request(at(roomId, "/seat"), { method: "POST", body: { device: pageDevice(), ...more }, parse: ignore, ...(more.leaving ? { keepalive: true } : {}) });
/** Gives the seat, the stage and the hand back; also while the page is closing. */
export const giveUpSeat = (roomId: string): Promise<void> => request(at(roomId, "/leave"), { method: "POST", body: { device: pageDevice() }, parse: ignore, keepalive: true });
export const fetchRoom = (roomId: string): Promise<RoomDetailView> => request(at(roomId), { parse: (value) => roomDetailView.parse(value) });

export const raiseHand = (roomId: string): Promise<void> => post(at(roomId, "/hand"));
export const lowerHand = (roomId: string): Promise<void> => remove(at(roomId, "/hand"));
export const inviteToStage = (roomId: string, memberId: string): Promise<void> => post(at(roomId, `/stage/${memberId}`));
export const answerInvite = (roomId: string, answer: "accept" | "decline"): Promise<void> => post(at(roomId, `/stage/${answer}`));
export const leaveStage = (roomId: string): Promise<void> => post(at(roomId, "/stage/leave"));
export const confirmPresence = (roomId: string, promptId: string): Promise<void> => post(at(roomId, "/presence"), { promptId });

export const lowerHandOf = (roomId: string, memberId: string): Promise<void> => remove(at(roomId, `/hands/${memberId}`));
export const clearHands = (roomId: string): Promise<void> => remove(at(roomId, "/hands"));
export const lockHands = (roomId: string, locked: boolean): Promise<void> => request(at(roomId, "/hands"), { method: "PATCH", body: { locked }, parse: ignore });
export const demote = (roomId: string, memberId: string): Promise<void> => remove(at(roomId, `/stage/${memberId}`));
export const muteMember = (roomId: string, memberId: string): Promise<MuteView> => request(at(roomId, `/mute/${memberId}`), { method: "POST", parse: (value) => muteView.parse(value) });
export const kickMember = (roomId: string, memberId: string): Promise<void> => post(at(roomId, `/kick/${memberId}`));
export const banMember = (roomId: string, memberId: string, body: { reason: string; minutes: number | null }): Promise<void> => post(at(roomId, `/ban/${memberId}`), body);

export const unbanMember = (roomId: string, memberId: string): Promise<void> => remove(at(roomId, `/ban/${memberId}`));
export const setCohost = (roomId: string, memberId: string, cohost: boolean): Promise<void> => request(at(roomId, `/cohosts/${memberId}`), { method: cohost ? "PUT" : "DELETE", parse: ignore });
export const becomeHost = (roomId: string): Promise<void> => post(at(roomId, "/host"));
export const setReminder = (roomId: string, wanted: boolean): Promise<void> => request(at(roomId, "/reminder"), { method: wanted ? "PUT" : "DELETE", parse: ignore });
export const fetchSummary = (roomId: string): Promise<RoomSummaryView> => request(at(roomId, "/summary"), { parse: (value) => roomSummaryView.parse(value) });
export const fetchModeration = (roomId: string, cursor?: string): Promise<z.infer<typeof moderationView>> =>
  request(at(roomId, `/moderation${cursor ? `?cursor=${cursor}` : ""}`), { parse: (value) => moderationView.parse(value) });

/** The moves of a room's life, by its host. 409 carries the state it has meanwhile. */
export const moveRoom = (roomId: string, move: "open" | "start" | "end" | "cancel"): Promise<void> => post(at(roomId, `/${move}`));
export const createRoom = (body: z.input<typeof createRoomInput>): Promise<RoomView> =>
  request("/api/rooms", { method: "POST", body, parse: (value) => roomView.parse(value) });
export const updateRoom = (roomId: string, body: z.input<typeof updateRoomInput>): Promise<RoomView> =>
  request(at(roomId), { method: "PATCH", body, parse: (value) => roomView.parse(value) });
