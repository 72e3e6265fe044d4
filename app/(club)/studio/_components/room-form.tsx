"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../../../_components/ui/button";
import { Field } from "../../../_components/ui/field";
import { Input } from "../../../_components/ui/input";
import { Sheet } from "../../../_components/ui/sheet";
import { Switch } from "../../../_components/ui/switch";
import { Textarea } from "../../../_components/ui/textarea";
import { createRoom, updateRoom } from "../../../_player/room-api";
import { MAX_CAPACITY, type RoomView } from "@/lib/rooms/schema";
import { useAct } from "../../_components/use-act";
import { fromLocalInput, isZone, knownZones, nextFullHour, ownZone, toLocalInput } from "./local-input";
import { type Facts, factsFault, RoomFactsFields, tagsOf } from "./room-facts-fields";

/** A new room, or the words and the time of one that has not started. */
export function RoomForm({ room, onClose }: { room: RoomView | null; onClose: () => void }) {
  const t = useTranslations("studio.form");
  const router = useRouter();
  const { busy, act } = useAct();
  const [title, setTitle] = useState(room?.title ?? "");
  const [description, setDescription] = useState(room?.description ?? "");
  const [planned, setPlanned] = useState(Boolean(room?.scheduledAt));
  const [when, setWhen] = useState(() => (room?.scheduledAt ? toLocalInput(new Date(room.scheduledAt), room.timeZone) : nextFullHour(new Date(), ownZone())));
  const [zone, setZone] = useState(() => (room?.scheduledAt ? room.timeZone : ownZone()));
  const [facts, setFacts] = useState<Facts>(() => ({ category: room?.category ?? "talk", language: room?.language ?? null, tags: room?.tags.join(", ") ?? "", cover: room?.cover ?? "rings", capacity: String(room?.capacity ?? MAX_CAPACITY), video: room?.video ?? false }));
  const [tried, setTried] = useState(false);
  const timed = room === null || room.state === "draft" || room.state === "scheduled";
  const at = planned ? fromLocalInput(when, zone) : null;
  const titleFault = title.trim() === "" ? t("titleMissing") : title.trim().length > 80 ? t("titleLong") : undefined;
  const zoneFault = planned && !isZone(zone) ? t("zoneFault") : undefined;
  const faults = factsFault(facts);
  const timeFault = planned && !zoneFault && (at === null || at.getTime() < Date.now()) ? t("timePast") : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (titleFault || faults.tags || faults.capacity || (timed && (timeFault ?? zoneFault))) return;
    const words = { title: title.trim(), description: description.trim(), ...facts, tags: tagsOf(facts.tags), capacity: Number(facts.capacity), ...(at ? { timeZone: zone } : {}) };
    const done = await act(() =>
      room === null
        ? createRoom({ ...words, ...(at ? { scheduledAt: at.toISOString() } : {}) })
        : updateRoom(room.id, { ...words, ...(timed ? { scheduledAt: at ? at.toISOString() : null } : {}) }),
    );
    if (!done) return;
    onClose();
    router.refresh();
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={room ? t("editTitle") : t("newTitle")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" type="submit" form="room-form" busy={busy} data-testid="room-save">{room ? t("save") : planned ? t("schedule") : t("create")}</Button>
        </>
      }
    >
      <form id="room-form" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-6">
        <Field label={t("title")} hint={t("titleHint")} {...(tried && titleFault ? { error: titleFault } : {})}>
          {(control) => <Input {...control} value={title} maxLength={100} autoComplete="off" onChange={(event) => setTitle(event.target.value)} data-testid="room-title" />}
        </Field>
        <Field label={t("description")} hint={t("descriptionHint")}>
          {(control) => <Textarea {...control} rows={4} value={description} maxLength={1000} onChange={(event) => setDescription(event.target.value)} />}
        </Field>
        {timed ? (
          <>
            <Switch label={t("plan")} hint={t("planHint")} checked={planned} onCheckedChange={setPlanned} />
            {planned ? (
              <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
                <Field label={t("when")} {...(tried && timeFault ? { error: timeFault } : {})}>
                  {(control) => <Input {...control} type="datetime-local" value={when} onChange={(event) => setWhen(event.target.value)} />}
                </Field>
                <Field label={t("zone")} hint={zone === ownZone() ? t("zoneOwn") : t("zoneOther")} {...(tried && zoneFault ? { error: zoneFault } : {})}>
                  {(control) => <Input {...control} list="time-zones" value={zone} autoComplete="off" spellCheck={false} onChange={(event) => setZone(event.target.value)} />}
                </Field>
                <datalist id="time-zones">{knownZones().map((each) => <option key={each} value={each} />)}</datalist>
              </div>
            ) : null}
          </>
        ) : null}
        <RoomFactsFields id={room?.id ?? "new"} facts={facts} faults={tried ? faults : {}} onChange={(change) => setFacts((before) => ({ ...before, ...change }))} />
      </form>
    </Sheet>
  );
}
