import type { RoomView } from "@/lib/rooms/schema";
import { Tag } from "../../../_components/ui/tag";

/** A language by its own locale's name for it. */
export const languageName = (language: string, locale: string): string => new Intl.DisplayNames([locale], { type: "language" }).of(language) ?? language;

/** What a room is about, in small words: category, language, tags. */
export const RoomTags = ({ room, category, locale }: { room: Pick<RoomView, "language" | "tags">; category: string; locale: string }) => (
  <span className="flex flex-wrap gap-2">
    <Tag>{category}</Tag>
    {room.language ? <Tag>{languageName(room.language, locale)}</Tag> : null}
    {room.tags.map((tag) => <Tag key={tag}>#{tag}</Tag>)}
  </span>
);
