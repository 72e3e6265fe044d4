export const MAX_CHARACTERS = 2_000;
/** A body with the longest text in UTF-8 and everything beside it is shorter. */
export const MAX_MESSAGE_BYTES = 10 * 1024;
/** More names than this in one message call nobody. */
export const MAX_MENTIONS = 10;
const QUOTE_CHARACTERS = 140;

export type TextFault = "message_empty" | "message_too_long" | "message_characters";

/** Characters as people count them, so that the longest text is 8 kB encoded, whatever is in it. */
export const charactersOf = (text: string): number => [...text].length;

/**
 * What is wrong with a text that somebody wants to send, already trimmed: nothing to see in it, more than 2,000
 * characters, or characters that are none (control characters but line breaks and tabs, halves of pairs).
 */
export function textFault(text: string): TextFault | null {
  if (!/[^\s\p{Default_Ignorable_Code_Point}]/u.test(text)) return "message_empty";
  if (text.length > 2 * MAX_CHARACTERS || charactersOf(text) > MAX_CHARACTERS) return "message_too_long";
  return /[^\P{Cc}\n\r\t]|\p{Cs}/u.test(text) ? "message_characters" : null;
}

/** The beginning of a text on one line. */
export function quoteText(text: string, characters = QUOTE_CHARACTERS): string {
  const line = text.replace(/\s+/g, " ");
  const all = [...line];
  return all.length > characters ? `${all.slice(0, characters - 1).join("").trimEnd()}…` : line;
}

/** Letters and digits in lower case with one space between words, so that signs between letters hide nothing. */
const plain = (text: string): string =>
  ` ${text.normalize("NFKC").toLowerCase().replace(/\p{Default_Ignorable_Code_Point}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

/** The first word of the club's list that stands in a text, or null. A `*` at the end of a word stands for any ending. */
export function forbiddenWord(text: string, words: readonly string[]): string | null {
  const said = plain(text);
  return words.find((word) => (plain(word).trim() === "" ? false : said.includes(word.endsWith("*") ? plain(word).trimEnd() : plain(word)))) ?? null;
}

const LINK = /\b[a-z][a-z\d+.-]{1,20}:\/\/\S|\bwww\.\S|(?<![@\p{L}\p{N}])(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|io|me|app|xyz|dev|gg|ly|co|link|site|online|info|club|tv|ru|рф)(?![\p{L}\p{N}])/iu;

/** Whether a text leads elsewhere: an address with or without its scheme. */
export const hasLink = (text: string): boolean => LINK.test(text.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, ""));
