import { setTimeout as sleep } from "node:timers/promises";
import type { ReactionKind } from "@/lib/chat/schema";
import { sendReaction } from "@/lib/chat/send-reaction";
import type { Actor } from "@/lib/rooms/rules";

export type TapTask = { roomId: string; actors: Actor[]; kinds: ReactionKind[]; rate: number; seconds: number };

const STEP_MS = 20;
/** The last sum of this process goes out within a moment of its last tap; a busy machine gets longer. */
const FLUSH_MS = 3_000;

async function tapAll({ roomId, actors, kinds, rate, seconds }: TapTask): Promise<number> {
  const sends: Promise<unknown>[] = [];
  const began = performance.now();
  const total = rate * seconds;
  for (let done = 0; done < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * rate));
    for (; done < due; done++) {
      const [actor, kind] = [actors[done % actors.length], kinds[done % kinds.length]];
      if (actor && kind) sends.push(sendReaction({ roomId, actor, kind }));
    }
    await sleep(STEP_MS);
  }
  const taken = (await Promise.allSettled(sends)).filter(({ status }) => status === "fulfilled").length;
  await sleep(FLUSH_MS);
  return taken;
}

process.once("message", (task) => {
  void tapAll(task as TapTask).then((taken) => process.send?.(taken, () => process.exit(0)));
});
