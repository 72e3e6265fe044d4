import { splitLinks } from "./message-links";

export type MessagePart = { text: string; href?: string; mention?: string };
type Mention = { id: string; name: string };

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Cuts a message into plain text, addresses, and the names of people it calls. A name inside an address is none. */
export function splitMessage(text: string, mentions: readonly Mention[]): MessagePart[] {
  const parts = splitLinks(text);
  if (mentions.length === 0) return parts;
  // The longest name first: "@Ana Maria" is not "@Ana" and a word.
  const names = [...mentions].sort((a, b) => b.name.length - a.name.length);
  const pattern = new RegExp(`(${names.map(({ name }) => escape(`@${name}`)).join("|")})`, "u");
  return parts.flatMap((part): MessagePart[] => {
    if (part.href) return [part];
    return part.text.split(pattern).filter(Boolean).map((piece) => {
      const called = names.find(({ name }) => piece === `@${name}`);
      return called ? { text: piece, mention: called.id } : { text: piece };
    });
  });
}

/** What somebody is typing after an `@` right before the caret, or null. */
export function typedName(text: string, caret: number): { from: number; typed: string } | null {
  const match = /(?:^|\s)@([^\s@]{0,40}(?: [^\s@]{1,40}){0,2})$/u.exec(text.slice(0, caret));
  return match ? { from: caret - (match[1]?.length ?? 0) - 1, typed: (match[1] ?? "").toLowerCase() } : null;
}

/** Who is called by a text, among people who are there. */
export const calledIn = (text: string, people: readonly Mention[]): string[] => (text.includes("@") ? people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id) : []);
