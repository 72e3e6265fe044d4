"use client";
import { MicVocal, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../_components/ui/button";
import { Card } from "../../../_components/ui/card";
import { EmptyState } from "../../../_components/ui/empty-state";
import { PageHeader } from "../../../_components/ui/page-header";
import type { RoomView } from "@/lib/rooms/schema";
import { RoomForm } from "./room-form";
import { StudioRow } from "./studio-row";

type Editing = { room: RoomView | null } | null;

/** The host's list; the form for a new or a changed room stands beside it. */
export function StudioScreen({ rooms, edit }: { rooms: RoomView[]; edit: string | null }) {
  const t = useTranslations("studio");
  const asked = rooms.find((room) => room.id === edit);
  const [editing, setEditing] = useState<Editing>(asked ? { room: asked } : null);
  const create = <Button variant="primary" icon={<Plus aria-hidden size={16} />} onClick={() => setEditing({ room: null })} data-testid="room-create">{t("create")}</Button>;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} actions={rooms.length > 0 ? create : null} />
      {rooms.length === 0 ? (
        <EmptyState icon={<MicVocal aria-hidden size={20} />} title={t("empty")} text={t("emptyText")} action={create} />
      ) : (
        <Card pad="none"><ul className="divide-y divide-line">{rooms.map((room) => <StudioRow key={room.id} room={room} onEdit={() => setEditing({ room })} />)}</ul></Card>
      )}
      {editing ? <RoomForm key={editing.room?.id ?? "new"} room={editing.room} onClose={() => setEditing(null)} /> : null}
    </>
  );
}
