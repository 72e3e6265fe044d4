const LINK = /https?:\/\/[^\s<>"']+/g;
/** Punctuation that ends a sentence is not part of the address before it. */
const TAIL = /[.,;:!?)\]}»”]+$/;

export type TextPart = { text: string; href?: string };

/** Cuts a message into plain text and http(s) addresses; anything else stays text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(TAIL, "");
    if (!URL.canParse(address)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: address, href: new URL(address).href });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
