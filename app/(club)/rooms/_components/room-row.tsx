import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { RoomCover } from "@/app/_components/room-cover";
import type { RoomView } from "@/lib/rooms/schema";

/** A room in a list: its picture, its title, one quiet line, and what the page puts at its end. `base` is where rooms are. */
export const RoomRow = ({ room, line, end, base = "/rooms" }: { room: RoomView; line: ReactNode; end?: ReactNode; base?: string }) => (
  <li>
    <Link href={`${base}/${room.id}`} prefetch={false} className="flex min-h-16 items-center gap-4 px-4 py-3 transition-colors duration-150 hover:bg-raised">
      <RoomCover id={room.id} cover={room.cover} className="h-12 w-16 shrink-0 rounded-inner" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">{room.title}</span>
        <span className="truncate text-sm text-muted">{line}</span>
      </span>
      {end}
      <ChevronRight aria-hidden size={16} className="shrink-0 text-muted" />
    </Link>
  </li>
);
