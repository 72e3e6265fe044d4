import { z } from "zod";
import { badgeEvents } from "@/lib/badges/schema";
import { memberEvents } from "@/lib/rooms/schema";
import { xpEvents } from "@/lib/xp/schema";
import { listenToMember, type RealtimeConfig } from "./connection";

/** Both mean: what this member may see has changed. The page asks the server what it is now. */
const standingEvents = { "membership.changed": z.looseObject({}), "session.ended": z.looseObject({}) } as const;
const soonEvents = { "room.soon": memberEvents["room.soon"] } as const;
const events = { ...xpEvents, ...badgeEvents, ...standingEvents, ...soonEvents };

type ListenToClub = {
  config: RealtimeConfig;
  onXp: (event: z.infer<(typeof xpEvents)["xp.credited"]>) => void;
  onBadge: (event: z.infer<(typeof badgeEvents)["badge.changed"]>) => void;
  onStanding: () => void;
  onSoon: (event: z.infer<(typeof memberEvents)["room.soon"]>) => void;
};

/** Hears what is sent to this member's own pages. The answer stops it. */
export const listenToClub = ({ config, onXp, onBadge, onStanding, onSoon }: ListenToClub): Promise<() => void> =>
  listenToMember({ config, events, handlers: { "xp.credited": onXp, "badge.changed": onBadge, "membership.changed": onStanding, "session.ended": onStanding, "room.soon": onSoon } });
