import { type Answer, bad, good, type Input, type Method } from "./answers";
import { BOT, type BotRights, type FakeChat, type JoinRequest, type World } from "./world";

/** A join request query that is not answered by then is left to other admins. */
const QUERY_ANSWER_MS = 10_000;

/** The methods about groups and channels, with the rights the real server asks for. */
export function chatMethods(world: World): Record<string, Method> {
  const inChat = (input: Input, act: (chat: FakeChat) => Answer, right?: keyof BotRights): Answer => {
    const chat = world.chats.get(Number(input.chat_id));
    if (!chat) return bad(400, "Bad Request: chat not found");
    if (chat.migratedTo) return bad(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: chat.migratedTo });
    if (["left", "kicked"].includes(chat.bot)) return bad(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
    if (right && !(chat.bot === "administrator" && chat.rights[right])) return bad(400, "Bad Request: not enough rights");
    return act(chat);
  };
  const openRequest = (input: Input): JoinRequest | undefined => world.requests.findLast((one) => one.chatId === Number(input.chat_id) && one.user.id === Number(input.user_id) && ["open", "queued", "late"].includes(one.state));
  const settle = (request: JoinRequest | undefined, approve: boolean): Answer => {
    if (!request) return bad(400, "Bad Request: HIDE_REQUESTER_MISSING");
    const chat = world.chats.get(request.chatId);
    request.state = approve ? "approved" : "declined";
    if (approve && chat) world.setMember(chat, request.user.id, "member", BOT.id);
    return good(true);
  };
  const queryOf = (input: Input): JoinRequest | null => {
    const request = world.requests.find((one) => one.queryId === String(input.chat_join_request_query_id) && one.state === "open");
    if (!request) return null;
    if (world.now() - request.at <= QUERY_ANSWER_MS) return request;
    request.state = "late";
    return null;
  };
  const tooLate = bad(400, "Bad Request: query is too old or query ID is invalid");
  return {
    getChat: (input) => inChat(input, (chat) => good({ id: chat.id, type: chat.type, title: chat.title, accent_color_id: 0, max_reaction_count: 11 })),
    getChatMember: (input) => inChat(input, (chat) => good(world.memberOf(chat, Number(input.user_id)))),
    getChatAdministrators: (input) =>
      inChat(input, (chat) => {
        const ids = [...chat.members].filter(([, status]) => status === "creator" || status === "administrator").map(([id]) => id);
        return good([...ids, ...(chat.bot === "administrator" ? [BOT.id] : [])].map((id) => world.memberOf(chat, id)));
      }),
    getChatMemberCount: (input) => inChat(input, (chat) => good([...chat.members.values()].filter((status) => !["left", "kicked"].includes(status)).length)),
    createChatInviteLink: (input) => inChat(input, (chat) => good({ invite_link: `https://t.me/+fake${Math.abs(chat.id)}`, creator: BOT, creates_join_request: Boolean(input.creates_join_request), is_primary: false, is_revoked: false }), "can_invite_users"),
    approveChatJoinRequest: (input) => inChat(input, () => settle(openRequest(input), true), "can_invite_users"),
    declineChatJoinRequest: (input) => inChat(input, () => settle(openRequest(input), false), "can_invite_users"),
    answerChatJoinRequestQuery: (input) => {
      const request = queryOf(input);
      if (!request) return tooLate;
      if (input.result === "queue") return (request.state = "queued"), good(true);
      return settle(request, input.result === "approve");
    },
    sendChatJoinRequestWebApp: (input) => {
      const request = queryOf(input);
      if (!request) return tooLate;
      world.messages.push({ message_id: world.messageId(), chatId: request.user.id, text: "", buttons: [{ text: "Open", web_app: { url: String(input.web_app_url) } }], edits: 0 });
      request.state = "queued";
      return good(true);
    },
    banChatMember: (input) =>
      inChat(
        input,
        (chat) => {
          const userId = Number(input.user_id);
          if (["creator", "administrator"].includes(chat.members.get(userId) ?? "")) return bad(400, "Bad Request: user is an administrator of the chat");
          world.setMember(chat, userId, "kicked", BOT.id);
          return good(true);
        },
        "can_restrict_members",
      ),
    unbanChatMember: (input) =>
      inChat(
        input,
        (chat) => {
          const userId = Number(input.user_id);
          const status = chat.members.get(userId);
          if (status === "kicked" || !input.only_if_banned) world.setMember(chat, userId, "left", BOT.id);
          return good(true);
        },
        "can_restrict_members",
      ),
    leaveChat: (input) => inChat(input, (chat) => (world.setMember(chat, BOT.id, "left", BOT.id), good(true))),
  };
}
