import { type Answer, bad, good, type Input, type Method, structured } from "./answers";
import { type FakeButton, type FakeMessage, type World } from "./world";

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_BUTTON_DATA = 64;
/** After this the button's wheel has stopped by itself. */
const QUERY_LIFE_MS = 15_000;
/** How long a bot may write to somebody who asked to join. */
const JOIN_CHAT_MS = 5 * 60_000;

type Rules = { strict: boolean };

/** Why the bot cannot write into a chat, in the server's own words, or null. */
function refusal(world: World, chatId: number, { strict }: Rules): Answer | null {
  const chat = world.chats.get(chatId);
  if (chat?.migratedTo) return bad(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: chat.migratedTo });
  if (chat && ["left", "kicked"].includes(chat.bot)) return bad(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
  if (chat && chat.type === "channel" && !(chat.bot === "administrator" && chat.rights.can_post_messages)) return bad(400, "Bad Request: need administrator rights in the channel chat");
  if (chat) return null;
  if (chatId < 0) return bad(400, "Bad Request: chat not found");
  if (world.deleted.has(chatId)) return bad(403, "Forbidden: user is deactivated");
  if (world.blocked.has(chatId)) return bad(403, "Forbidden: bot was blocked by the user");
  const asked = world.requests.some((request) => request.user.id === chatId && request.state === "open" && world.now() - request.at < JOIN_CHAT_MS);
  if (strict && !world.started.has(chatId) && !asked) return bad(403, "Forbidden: bot can't initiate conversation with a user");
  return null;
}

function buttonsOf(input: Input): FakeButton[] | null {
  const rows = structured<{ inline_keyboard?: FakeButton[][] }>(input.reply_markup)?.inline_keyboard ?? [];
  const buttons = rows.flat();
  return buttons.some((button) => button.callback_data && Buffer.byteLength(button.callback_data) > MAX_BUTTON_DATA) ? null : buttons;
}

const viewOf = (world: World, message: FakeMessage): object => ({ message_id: message.message_id, date: world.seconds(), chat: world.chatOf(message.chatId), ...(message.photo ? { caption: message.text } : { text: message.text }) });

function textFault(text: unknown, longest: number, what: string): Answer | null {
  if (typeof text !== "string" || (text.length === 0 && what === "message")) return bad(400, "Bad Request: message text is empty");
  return text.length > longest ? bad(400, `Bad Request: ${what === "caption" ? "message caption is too long" : "message is too long"}`) : null;
}

/** The methods that send, change and remove messages. */
export function messageMethods(world: World, rules: Rules): Record<string, Method> {
  function add(input: Input, text: string, photo?: string): Answer {
    const chatId = Number(input.chat_id);
    const buttons = buttonsOf(input);
    if (!buttons) return bad(400, "Bad Request: BUTTON_DATA_INVALID");
    const message: FakeMessage = { message_id: world.messageId(), chatId, text, buttons, edits: 0, ...(photo ? { photo } : {}), ...(input.disable_notification ? { silent: true } : {}) };
    world.messages.push(message);
    return good(viewOf(world, message));
  }
  const find = (input: Input) => world.messages.find((one) => one.message_id === Number(input.message_id) && one.chatId === Number(input.chat_id) && !one.deleted && one.from === undefined);
  function edit(input: Input, text: unknown, longest: number, what: string): Answer {
    const message = find(input);
    if (!message) return bad(400, "Bad Request: message to edit not found");
    const fault = textFault(text, longest, what);
    if (fault) return fault;
    const buttons = buttonsOf(input) ?? [];
    if (message.text === text && JSON.stringify(message.buttons) === JSON.stringify(buttons))
      return bad(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
    Object.assign(message, { text, buttons, edits: message.edits + 1 });
    return good(viewOf(world, message));
  }
  return {
    sendMessage: (input) => refusal(world, Number(input.chat_id), rules) ?? textFault(input.text, MAX_TEXT, "message") ?? add(input, String(input.text)),
    sendPhoto: (input) => {
      const photo = input.photo instanceof Uint8Array ? `${input.photo.length} bytes` : String(input.photo ?? "");
      if (!photo) return bad(400, "Bad Request: there is no photo in the request");
      return refusal(world, Number(input.chat_id), rules) ?? textFault(input.caption ?? "", MAX_CAPTION, "caption") ?? add(input, String(input.caption ?? ""), photo);
    },
    editMessageText: (input) => refusal(world, Number(input.chat_id), rules) ?? edit(input, input.text, MAX_TEXT, "message"),
    editMessageCaption: (input) => refusal(world, Number(input.chat_id), rules) ?? edit(input, input.caption, MAX_CAPTION, "caption"),
    editMessageReplyMarkup: (input) => edit(input, find(input)?.text, MAX_TEXT, "message"),
    deleteMessage: (input) => {
      const message = find(input);
      if (!message) return bad(400, "Bad Request: message to delete not found");
      message.deleted = true;
      return good(true);
    },
    answerCallbackQuery: (input) => {
      const id = String(input.callback_query_id);
      const at = world.openQueries.get(id);
      if (at === undefined || world.now() - at > QUERY_LIFE_MS) return bad(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
      world.openQueries.delete(id);
      world.answered.push(id);
      return good(true);
    },
    getFile: (input) => {
      const file = world.files.get(String(input.file_id));
      return file ? good({ file_id: input.file_id, file_unique_id: `u${String(input.file_id)}`, file_size: file.length, file_path: `photos/${String(input.file_id)}` }) : bad(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    },
  };
}
