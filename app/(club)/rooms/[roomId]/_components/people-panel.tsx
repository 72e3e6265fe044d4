"use client";
import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "../../../../_components/ui/avatar";
import { Button } from "../../../../_components/ui/button";
import { Sheet } from "../../../../_components/ui/sheet";
import { Tag } from "../../../../_components/ui/tag";
import { splitSeats } from "../../../../_player/room-state";
import type { RoomDetailView } from "@/lib/rooms/schema";
import { ModerationLog } from "./moderation-log";
import { PersonLink } from "./person-link";
import { PersonMenu } from "./person-menu";

/** Everybody in the room by name: stage first, then the audience. */
export function PeoplePanel({ detail, memberId }: { detail: RoomDetailView; memberId: string }) {
  const t = useTranslations("room");
  const { stage, audience } = splitSeats(detail.seats);
  const [log, setLog] = useState(false);
  return (
    <>
    <ul className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 py-2">
      {[...stage, ...audience].map((seat) => (
        <li key={seat.person.id} className="flex min-h-14 items-center gap-3">
          <PersonLink wallet={seat.person.wallet} className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-inner hover:underline">
            <Avatar wallet={seat.person.wallet} size={32} />
            <span className="truncate text-sm font-medium">{seat.person.name}</span>
            {seat.person.id === memberId ? <span className="shrink-0 text-sm text-muted">· {t("you")}</span> : null}
          </PersonLink>
          {seat.onStage || seat.role === "host" || seat.role === "cohost" ? <Tag tone={seat.role === "host" ? "accent" : "plain"}>{t(`role.${seat.role}`)}</Tag> : null}
          {seat.person.id !== memberId ? <PersonMenu seat={seat} roomId={detail.id} moderator={detail.me.moderator} runs={detail.me.moderator && detail.host.id === memberId} /> : null}
        </li>
      ))}
    </ul>
    <div className="border-t border-line p-2"><Button block variant="ghost" size="sm" icon={<ScrollText aria-hidden size={16} />} onClick={() => setLog(true)} data-testid="open-log">{t("log.title")}</Button></div>
    <Sheet open={log} onOpenChange={setLog} title={t("log.title")} description={t("log.text")} closeLabel={t("panel.close")}>{log ? <ModerationLog roomId={detail.id} moderator={detail.me.moderator} /> : null}</Sheet>
    </>
  );
}
