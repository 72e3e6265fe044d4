"use client";
import { useLocale, useTranslations } from "next-intl";
import { cx } from "../../../_components/ui/cx";
import { Field } from "../../../_components/ui/field";
import { Input } from "../../../_components/ui/input";
import { Select } from "../../../_components/ui/select";
import { Switch } from "../../../_components/ui/switch";
import { RoomCover } from "../../../_components/room-cover";
import { CATEGORIES, COVERS, LANGUAGES, MAX_CAPACITY, MAX_TAGS, type RoomView } from "@/lib/rooms/schema";
import { languageName } from "../../rooms/_components/room-tags";

/** What a room is about, as the form holds it; tags and the limit as they are typed. */
export type Facts = Pick<RoomView, "category" | "cover" | "video"> & { language: RoomView["language"]; tags: string; capacity: string };
const NONE = "none";

export const tagsOf = (typed: string): string[] => [...new Set(typed.split(",").map((tag) => tag.trim().replace(/^#/, "").toLowerCase()).filter(Boolean))];

/** What is wrong with the facts, by field; nothing when all is right. */
export function factsFault({ tags, capacity }: Facts): { tags?: true; capacity?: true } {
  const list = tagsOf(tags);
  const limit = Number(capacity);
  return {
    ...(list.length > MAX_TAGS || list.some((tag) => tag.length > 24 || !/^[\p{L}\p{N}][\p{L}\p{N}_ -]*$/u.test(tag)) ? { tags: true as const } : {}),
    ...(Number.isInteger(limit) && limit >= 2 && limit <= MAX_CAPACITY ? {} : { capacity: true as const }),
  };
}

type RoomFactsFieldsProps = { id: string; facts: Facts; faults: ReturnType<typeof factsFault>; onChange: (change: Partial<Facts>) => void };

/** Category, language, tags, picture, limit, video. `id` gives the pictures their shapes. */
export function RoomFactsFields({ id, facts, faults, onChange }: RoomFactsFieldsProps) {
  const t = useTranslations("studio.form");
  const room = useTranslations("room");
  const locale = useLocale();
  return (
    <>
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Field label={t("category")}>
          {(control) => <Select {...control} value={facts.category} onValueChange={(category) => onChange({ category })} options={CATEGORIES.map((value) => ({ value, label: room(`category.${value}`) }))} />}
        </Field>
        <Field label={t("language")}>
          {(control) => (
            <Select {...control} value={facts.language ?? NONE} onValueChange={(value) => onChange({ language: LANGUAGES.find((each) => each === value) ?? null })} options={[{ value: NONE, label: t("anyLanguage") }, ...LANGUAGES.map((value) => ({ value, label: languageName(value, locale) }))]} />
          )}
        </Field>
      </div>
      <Field label={t("tags")} hint={t("tagsHint")} {...(faults.tags ? { error: t("tagsFault") } : {})}>
        {(control) => <Input {...control} value={facts.tags} maxLength={140} autoComplete="off" onChange={(event) => onChange({ tags: event.target.value })} />}
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 text-sm font-medium">{t("cover")}</legend>
        <div className="grid grid-cols-3 gap-2">
          {COVERS.map((cover) => (
            <label key={cover} className={cx("cursor-pointer overflow-hidden rounded-inner border-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent", facts.cover === cover ? "border-accent" : "border-line")}>
              <input type="radio" name="cover" value={cover} checked={facts.cover === cover} onChange={() => onChange({ cover })} className="sr-only" aria-label={t(`covers.${cover}`)} />
              <RoomCover id={id} cover={cover} className="h-14 w-full" />
            </label>
          ))}
        </div>
      </fieldset>
      <Field label={t("capacity")} hint={t("capacityHint")} {...(faults.capacity ? { error: t("capacityFault", { most: MAX_CAPACITY }) } : {})}>
        {(control) => <Input {...control} type="number" inputMode="numeric" min={2} max={MAX_CAPACITY} value={facts.capacity} onChange={(event) => onChange({ capacity: event.target.value })} />}
      </Field>
      <Switch label={t("video")} hint={t("videoHint")} checked={facts.video} onCheckedChange={(video) => onChange({ video })} />
    </>
  );
}
