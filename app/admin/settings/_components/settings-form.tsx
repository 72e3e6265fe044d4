"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useAct } from "@/app/(club)/_components/use-act";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { notify } from "@/app/_components/ui/notify";
import { Switch } from "@/app/_components/ui/switch";
import { Textarea } from "@/app/_components/ui/textarea";
import { request } from "@/app/_http/request";
import { type SettingsView, settingsView } from "@/lib/membership/schema";
import { ChatFilterCard } from "./chat-filter-card";

const PATH = "/api/admin/settings";

/** The words of the club are saved together; the switches take effect at once. */
export function SettingsForm(initial: SettingsView) {
  const t = useTranslations("admin.settings");
  const router = useRouter();
  const { busy, act } = useAct();
  const [saved, setSaved] = useState(initial);
  const [name, setName] = useState(initial.name);
  const [description, setDescription] = useState(initial.description);
  const fault = name.trim() === "" ? t("nameMissing") : undefined;
  const changed = name.trim() !== saved.name || description.trim() !== saved.description;

  const change = (body: Partial<SettingsView>) =>
    act(async () => {
      setSaved(await request(PATH, { method: "PATCH", body, parse: (value) => settingsView.parse(value) }));
      notify({ id: "club-settings", title: t("saved"), tone: "good" });
      router.refresh();
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!fault && changed) void change({ name: name.trim(), description: description.trim() });
  };
  return (
    <div className="flex max-w-180 flex-col gap-6">
      <Card>
        <form onSubmit={submit} noValidate className="flex flex-col gap-6">
          <Field label={t("name")} hint={t("nameHint")} {...(fault ? { error: fault } : {})}>
            {(control) => <Input {...control} value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Field label={t("description")} hint={t("descriptionHint")}>
            {(control) => <Textarea {...control} value={description} maxLength={500} onChange={(event) => setDescription(event.target.value)} />}
          </Field>
          <Button type="submit" variant="primary" className="self-start" busy={busy} disabled={!changed || Boolean(fault)}>{t("submit")}</Button>
        </form>
      </Card>
      <Card><Switch label={t("hands")} hint={t("handsHint")} checked={saved.handsEnabled} disabled={busy} onCheckedChange={(handsEnabled) => void change({ handsEnabled })} /></Card>
      <ChatFilterCard saved={saved} busy={busy} onChange={(body) => void change(body)} />
    </div>
  );
}
