import { expect } from "vitest";
import { ClubError } from "@/lib/platform/errors";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { acceptInvite } from "@/lib/rooms/accept-invite";
import { createRoom } from "@/lib/rooms/create-room";
import { inviteToStage } from "@/lib/rooms/invite-to-stage";
import { openRoom } from "@/lib/rooms/open-room";
import { raiseHand } from "@/lib/rooms/raise-hand";
import type { RoomState } from "@/lib/rooms/schema";
import { startRoom } from "@/lib/rooms/start-room";
import { takeSeat } from "@/lib/rooms/take-seat";
import { makeMember, type TestMember } from "../../setup/members";
import "@/lib/chat/store";
import "@/lib/jobs/store";
import "@/lib/rooms/attendance-store";
import "@/lib/rooms/store";
import "@/lib/xp/store";

export const prepare = (): Promise<void> => createDeclaredIndexes();

/** A room in a state, with its host. The host is in no seat yet. */
export async function makeRoom({ state = "live", host }: { state?: Extract<RoomState, "draft" | "lobby" | "live">; host?: TestMember } = {}): Promise<{ roomId: string; host: TestMember }> {
  const by = host ?? (await makeMember({ roles: { speaker: true } }));
  const { id } = await createRoom({ actor: by, title: "Night shift", description: "" });
  if (state === "lobby") await openRoom({ roomId: id, actor: by });
  if (state === "live") await startRoom({ roomId: id, actor: by });
  return { roomId: id, host: by };
}

/** Members who sit in a room. */
export async function seat(roomId: string, count: number): Promise<TestMember[]> {
  const members = await Promise.all(Array.from({ length: count }, () => makeMember()));
  for (const actor of members) await takeSeat({ roomId, actor });
  return members;
}

/** Brings a seated member on stage the whole way: hand, invite, yes. */
export async function bringOnStage({ roomId, host, actor }: { roomId: string; host: TestMember; actor: TestMember }): Promise<void> {
  await raiseHand({ roomId, actor });
  await inviteToStage({ roomId, memberId: actor.id, actor: host });
  await acceptInvite({ roomId, actor });
}

/** The ClubError that a promise ends with, as code, reason and details. */
export async function faultOf(work: Promise<unknown>): Promise<{ code: string; reason: string | undefined; details: Record<string, unknown> | undefined }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ClubError)) throw error;
    return { code: error.code, reason: error.reason, details: error.details };
  }
  return expect.unreachable("it was not refused") as never;
}
