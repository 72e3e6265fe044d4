"use client";
import { useTranslations } from "next-intl";
import { useRef, useState, useSyncExternalStore } from "react";
import { ignore, request } from "../_http/request";
import { NOTICE_KINDS, type NoticeSettings, type NoticeSettingsChange } from "@/lib/telegram/schema";
import { USUAL_QUIET } from "@/lib/telegram/rules";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Select } from "./ui/select";
import { Switch } from "./ui/switch";

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }));

const unchanging = () => () => undefined;
const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a member hears of in Telegram and when not. Each change takes effect at once and goes back when it was refused. */
export function NoticeSwitches({ settings: initial, onFault }: { settings: NoticeSettings; onFault: (error: unknown) => void }) {
  const t = useTranslations("notices");
  const [settings, setSettings] = useState(initial);
  // Changes are sent one after the other: the last press is what stays.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const own = useSyncExternalStore(unchanging, deviceZone, () => initial.timeZone);

  function change(fields: NoticeSettingsChange) {
    const before = settings;
    setSettings({ ...settings, ...fields, kinds: { ...settings.kinds, ...fields.kinds } });
    last.current = last.current
      .then(() => request("/api/telegram/notices", { method: "PATCH", body: fields, parse: ignore }))
      .catch((error: unknown) => {
        setSettings(before);
        onFault(error);
      });
  }
  const { quiet } = settings;
  const hour = (name: "from" | "to") => (
    <Field label={t(name)} className="flex-1">
      {(control) => <Select {...control} className="w-full" value={String(quiet?.[name] ?? 0)} onValueChange={(value) => quiet && change({ quiet: { ...quiet, [name]: Number(value) } })} options={HOURS} />}
    </Field>
  );
  return (
    <div className="flex flex-col gap-3" data-testid="notice-switches">
      {NOTICE_KINDS.map((kind) => (
        <Switch key={kind} label={t(`kinds.${kind}`)} hint={t(`hints.${kind}`)} checked={settings.kinds[kind]} onCheckedChange={(on) => change({ kinds: { [kind]: on } })} />
      ))}
      <div className="mt-2 flex flex-col gap-3 border-t border-line pt-4">
        <Switch label={t("quiet")} hint={t("quietHint")} checked={quiet !== null} onCheckedChange={(on) => change(on ? { quiet: USUAL_QUIET, timeZone: own } : { quiet: null })} />
        {quiet ? <div className="flex gap-3">{hour("from")}{hour("to")}</div> : null}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-muted">{t("zone", { zone: settings.timeZone })}</p>
          {own !== settings.timeZone ? <Button size="sm" onClick={() => change({ timeZone: own })}>{t("useZone", { zone: own })}</Button> : null}
        </div>
      </div>
    </div>
  );
}
