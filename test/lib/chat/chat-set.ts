import { postMessage } from "@/lib/chat/post-message";
import type { TestMember } from "../../setup/members";
import { present } from "../../setup/present";
import { makeRoom, seat } from "../rooms/room-set";

let made = 0;
export const clientMsgId = (): string => `client-msg-${(made += 1)}`;

type More = Partial<Pick<Parameters<typeof postMessage>[0], "replyTo" | "mentions" | "clientMsgId">>;
/** Says something in a room, as a use case. */
export const say = (roomId: string, actor: TestMember, text = "hello", more: More = {}) => postMessage({ roomId, actor, text, clientMsgId: clientMsgId(), ...more });

/** A room in its lobby with its host in no seat and two members in theirs. */
export async function talk(): Promise<{ roomId: string; host: TestMember; ana: TestMember; bea: TestMember }> {
  const { roomId, host } = await makeRoom({ state: "lobby" });
  const [ana, bea] = await seat(roomId, 2);
  return { roomId, host, ana: present(ana), bea: present(bea) };
}
