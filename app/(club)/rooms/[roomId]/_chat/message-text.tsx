import type { MessageView } from "@/lib/chat/schema";
import { splitMessage } from "../../../../_player/message-parts";

/**
 * The words of a message. Addresses become links that tell the other side nothing about the room; its direction is its
 * own, so that signs in it turn nothing around it.
 */
export const MessageText = ({ text, mentions = [], own }: { text: string; mentions?: MessageView["mentions"]; own: string }) => (
  <p dir="auto" className="text-sm [unicode-bidi:isolate] break-words whitespace-pre-wrap">
    {splitMessage(text, mentions).map((part, index) =>
      part.href ? (
        <a key={index} href={part.href} target="_blank" rel="noreferrer nofollow ugc" className="text-accent underline decoration-accent/50 underline-offset-4 hover:decoration-accent">{part.text}</a>
      ) : part.mention ? (
        <span key={index} className={part.mention === own ? "rounded-inner bg-accent px-1 font-medium text-on-accent" : "font-medium text-accent"}>{part.text}</span>
      ) : (
        part.text
      ),
    )}
  </p>
);
