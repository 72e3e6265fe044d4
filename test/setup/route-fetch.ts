import { GET as getChat } from "@/app/api/rooms/[roomId]/chat/route";
import { GET as getMessages, POST as postMessages } from "@/app/api/rooms/[roomId]/messages/route";
import type { TestMember } from "./members";

const HANDLERS = { "GET messages": getMessages, "POST messages": postMessages, "GET chat": getChat } as const;

/** A `fetch` for client code of the chat: its requests reach the real routes, as a member's browser would send them. */
export const routeFetch =
  (as: TestMember) =>
  async (path: string, { method = "GET", body }: { method?: string; body?: string } = {}): Promise<Response> => {
    const url = new URL(path, "http://localhost:3000");
    const [, , , roomId = "", what = ""] = url.pathname.split("/");
    const handler = HANDLERS[`${method} ${what}` as keyof typeof HANDLERS];
    const headers = { origin: url.origin, cookie: `club_session=${as.token}`, ...(body ? { "content-type": "application/json" } : {}) };
    return handler(new Request(url, { method, headers, ...(body ? { body } : {}) }), { params: Promise.resolve({ roomId }) });
  };
