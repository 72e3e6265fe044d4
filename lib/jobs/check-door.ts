import { checkDoor } from "@/lib/telegram/check-door";
import type { JobInput } from "./schema";

/** Lets the members' group in Telegram follow what a member may do now. */
export const handle = ({ memberId }: JobInput<"check-door">): Promise<void> => checkDoor({ memberId });
