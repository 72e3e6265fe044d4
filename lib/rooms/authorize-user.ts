import { signRealtimeUser } from "@/lib/platform/realtime";
import { noteConnection } from "./realtime-connections";
import type { Actor } from "./rules";

/** Signs one realtime connection in as its member. */
export async function authorizeUser({ actor, socketId }: { actor: Actor; socketId: string }): Promise<object> {
  await noteConnection({ memberId: actor.id, socketId, signedIn: true });
  return signRealtimeUser(socketId, actor.id);
}
