import "@/lib/auth/store";
import "@/lib/badges/store";
import "@/lib/chat/store";
import "@/lib/membership/store";
import "@/lib/minting/store";
import "@/lib/rooms/attendance-store";
import "@/lib/rooms/store";
import "@/lib/telegram/store";
import "@/lib/xp/store";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import "./store";

/** Creates the indexes of every domain's collections; harmless when they are there. */
export const createIndexes = (): Promise<void> => createDeclaredIndexes();
