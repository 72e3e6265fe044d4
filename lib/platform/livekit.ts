import { AccessToken, type ParticipantInfo, RoomServiceClient, TrackSource, type WebhookEvent, WebhookReceiver } from "livekit-server-sdk";
import { env } from "./env";
import { ClubError } from "./errors";

/** What a participant may do in a voice room. The truth is in the database; this is its projection. */
export type VoiceRole = "stage" | "listener";

const REQUEST_TIMEOUT_SECONDS = 5;

/** True when a voice server is configured; without one the club runs with voice off. */
export const isVoiceOn = (): boolean => Boolean(env().LIVEKIT_URL && env().LIVEKIT_API_KEY && env().LIVEKIT_API_SECRET);

function credentials(): { url: string; key: string; secret: string } {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = env();
  if (!url || !key || !secret) throw new ClubError("unavailable", "Voice is switched off: no voice server is configured.", { reason: "voice_off" });
  return { url, key, secret };
}

function service(): RoomServiceClient {
  const { url, key, secret } = credentials();
  return new RoomServiceClient(url.replace(/^ws/, "http"), key, secret, { requestTimeout: REQUEST_TIMEOUT_SECONDS });
}

/**
 * The whole permission object of a role. LiveKit replaces permissions as a whole and reads an empty source list as
 * "every source", so both are always sent in full. `video` adds camera and screen to what the stage may publish.
 */
export const permissionOf = (role: VoiceRole, video = false) => ({
  canSubscribe: true,
  canPublish: role === "stage",
  canPublishData: false,
  canUpdateMetadata: false,
  canPublishSources: role === "stage" && video ? [TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO] : [TrackSource.MICROPHONE],
});

/** A token that connects one member to one room: microphone only unless the room has video; valid `ttlSeconds` (it is only for connecting). */
export async function signVoiceToken(options: { roomId: string; memberId: string; name: string; role: VoiceRole; video: boolean; ttlSeconds: number }): Promise<string> {
  const { key, secret } = credentials();
  const token = new AccessToken(key, secret, { identity: options.memberId, name: options.name, ttl: options.ttlSeconds, attributes: { role: options.role } });
  const { canUpdateMetadata, ...permission } = permissionOf(options.role, options.video);
  token.addGrant({ roomJoin: true, room: options.roomId, ...permission, canUpdateOwnMetadata: canUpdateMetadata });
  return token.toJwt();
}

const isMissing = (error: unknown): boolean => error instanceof Error && "status" in error && (error.status === 404 || error.status === 400 && /not.?exist|not.?found/i.test(error.message));

async function tolerateMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new ClubError("unavailable", "The voice server did not do what it was asked.", { reason: "voice_away", cause: error });
  }
}

/** Makes the room on the voice server; the same room twice is one room. */
export async function createVoiceRoom(options: { roomId: string; maxParticipants: number; metadata: string }): Promise<void> {
  await tolerateMissing(service().createRoom({ name: options.roomId, maxParticipants: options.maxParticipants, metadata: options.metadata, emptyTimeout: 900, departureTimeout: 60 }));
}

/** Ends the room on the voice server and disconnects everybody. A room that is gone is fine. */
export async function deleteVoiceRoom(roomId: string): Promise<void> {
  await tolerateMissing(service().deleteRoom(roomId));
}

/** Everybody connected to the room now; empty when the voice server does not know the room. */
export async function listVoiceParticipants(roomId: string): Promise<ParticipantInfo[]> {
  return (await tolerateMissing(service().listParticipants(roomId))) ?? [];
}

/** Projects a role onto a connected participant; false when nobody with that id is connected. */
export async function applyVoiceRole(options: { roomId: string; memberId: string; role: VoiceRole; video: boolean }): Promise<boolean> {
  const done = await tolerateMissing(
    service().updateParticipant(options.roomId, options.memberId, { permission: permissionOf(options.role, options.video), attributes: { role: options.role } }),
  );
  return done !== undefined;
}

/** Disconnects a participant; false when nobody with that id is connected. Not a ban: that is the caller's business. */
export async function removeVoiceParticipant(options: { roomId: string; memberId: string }): Promise<boolean> {
  return (await tolerateMissing(service().removeParticipant(options.roomId, options.memberId).then(() => true))) ?? false;
}

/** Mutes every microphone a participant publishes; false when nobody with that id is connected. Unmuting is only ever done by the member. */
export async function muteVoiceParticipant(options: { roomId: string; memberId: string }): Promise<boolean> {
  const participant = await tolerateMissing(service().getParticipant(options.roomId, options.memberId));
  for (const track of participant?.tracks ?? [])
    if (!track.muted && track.source === TrackSource.MICROPHONE) await tolerateMissing(service().mutePublishedTrack(options.roomId, options.memberId, track.sid, true));
  return participant !== undefined;
}

/** Whether a participant has an open microphone now; false when nobody with that id is connected. */
export async function hasOpenMicrophone(options: { roomId: string; memberId: string }): Promise<boolean> {
  const participant = await tolerateMissing(service().getParticipant(options.roomId, options.memberId));
  return participant?.tracks.some((track) => track.source === TrackSource.MICROPHONE && !track.muted) ?? false;
}

/**
 * Verifies a webhook of the voice server: HS256 signature and the hash of the exact body.
 * @throws ClubError unauthenticated (`bad_signature`) for anything that does not verify
 */
export async function receiveVoiceWebhook(rawBody: string, authorization: string | null): Promise<WebhookEvent> {
  const { key, secret } = credentials();
  try {
    return await new WebhookReceiver(key, secret).receive(rawBody, authorization ?? undefined);
  } catch (cause) {
    throw new ClubError("unauthenticated", "The signature does not fit.", { reason: "bad_signature", cause });
  }
}

/** Throws `unavailable` unless the voice server answers in time. */
export async function pingVoice(): Promise<void> {
  await tolerateMissing(service().listRooms([]));
}
