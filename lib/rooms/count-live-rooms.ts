import { findLiveRooms } from "./store";

/** How many rooms are live now. */
export const countLiveRooms = async (): Promise<number> => (await findLiveRooms()).length;
