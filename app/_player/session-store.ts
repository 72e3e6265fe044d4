import { useSyncExternalStore } from "react";
import type { RoomDetailView } from "@/lib/rooms/schema";
import type { MicFault } from "./devices";

/** Why a member is no longer in the room. */
export type Departure = "left" | "kicked" | "elsewhere" | "ended" | "refused";
export type Voice = "off" | "connecting" | "connected" | "reconnecting" | "lost";
/** `none`: not on stage. `off` and `on` are what others hear, by the voice connection itself. */
export type Mic = "none" | "off" | "starting" | "on";

/** The few words the player says outside of the room page, in the reader's language; filled when joining. */
export type PlayerTexts = {
  club: string; back: string; leave: string; mute: string; unmute: string; micOn: string; micOff: string; listening: string;
  raiseHand: string; lowerHand: string; region: string; reconnecting: string; voiceOff: string; startAudio: string; invited: string; thanked: string;
  hold: string; weak: string; areYouHere: string; here: string; notDone: string; goBack: string; dismiss: string; departure: Record<Exclude<Departure, "left">, string>;
};

export type Session = {
  phase: "idle" | "joining" | "in";
  roomId: string | null;
  memberId: string | null;
  /** The room as last heard of; kept for the end screen after leaving. */
  detail: RoomDetailView | null;
  voice: Voice;
  mic: Mic;
  micFault: MicFault | null;
  /** Whose microphone is open, by the voice connection; the own one included. */
  openMics: ReadonlySet<string>;
  /** The microphone went off by a moderator's act, not by the member's own. */
  mutedByModerator: boolean;
  /** The microphone was opened by itself, as it was before a reload, a cut or on the other device. */
  micCarried: boolean;
  /** Whose connection is weak at the moment, by the voice server; the own one included. */
  weak: ReadonlySet<string>;
  /** The browser wants one more tap before it plays sound. */
  audioBlocked: boolean;
  realtime: "connecting" | "connected" | "away";
  invite: { expiresAt: string } | null;
  prompt: { promptId: string; expiresAt: string } | null;
  departure: Departure | null;
  texts: PlayerTexts | null;
};

const IDLE: Session = {
  phase: "idle", roomId: null, memberId: null, detail: null, voice: "off", mic: "none", micFault: null, openMics: new Set(), mutedByModerator: false,
  micCarried: false, weak: new Set(), audioBlocked: false, realtime: "connecting", invite: null, prompt: null, departure: null, texts: null,
};

let session: Session = IDLE;
const listeners = new Set<() => void>();

/** The room this page session is in. Lives outside of the pages, so that walking through the club keeps the sound. */
export const readSession = (): Session => session;

/** Changes some fields and tells everybody who reads them. */
export function patchSession(change: Partial<Session>): void {
  session = { ...session, ...change };
  for (const listener of listeners) listener();
}

/** Back to nothing, but for what the room page shows about how it ended. */
export function resetSession(departure: Departure | null): void {
  patchSession({ ...IDLE, roomId: session.roomId, memberId: session.memberId, detail: session.detail, texts: session.texts, departure });
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads a part of the session; the component renders again when that part changes. Select fields, do not build objects. */
export const useSession = <T>(select: (session: Session) => T): T =>
  useSyncExternalStore(subscribeSession, () => select(session), () => select(IDLE));
