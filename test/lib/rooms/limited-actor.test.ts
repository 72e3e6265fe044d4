import { expect, test } from "vitest";
import { type Actor, canActOn, canCreateRoom, canModerate, canRunRoom } from "@/lib/rooms/rules";

const room = { state: "live" as const, hostId: "m_host", cohostIds: ["m_cohost"] };
const actor = (id: string, fields: Partial<Actor> = {}): Actor => ({ id, wallet: "0x", name: id, roles: { owner: false, admin: false, speaker: false, member: true }, ...fields });

test("default: host and cohost moderate their room", () => {
  for (const id of ["m_host", "m_cohost"]) expect(canModerate(actor(id), room)).toBe(true);
  expect(canRunRoom(actor("m_host"), room)).toBe(true);
});

test("behavior: in a session without the wallet nobody has power over others, whoever it is", () => {
  const admin = { owner: true, admin: true, speaker: true, member: true };
  for (const limited of [actor("m_host", { limited: true }), actor("m_cohost", { limited: true }), actor("m_a", { limited: true, roles: admin })]) {
    expect(canModerate(limited, room)).toBe(false);
    expect(canRunRoom(limited, room)).toBe(false);
    expect(canActOn(limited, room, "m_guest")).toBe(false);
  }
  expect(canCreateRoom(actor("m_a", { limited: true }))).toBe(false);
});
