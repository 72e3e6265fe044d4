import { finishRemoval } from "@/lib/rooms/finish-removal";
import type { JobInput } from "./schema";

export const handle = (input: JobInput<"finish-removal">): Promise<void> => finishRemoval(input);
