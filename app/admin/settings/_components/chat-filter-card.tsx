"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Switch } from "@/app/_components/ui/switch";
import { Textarea } from "@/app/_components/ui/textarea";
import { settingsInput, type SettingsView } from "@/lib/membership/schema";

type ChatFilterCardProps = { saved: SettingsView; busy: boolean; onChange: (change: Partial<SettingsView>) => void };

/** What nobody may write in the club's chats: words, one a line, and links. */
export function ChatFilterCard({ saved, busy, onChange }: ChatFilterCardProps) {
  const t = useTranslations("admin.settings");
  const [lines, setLines] = useState(saved.chatWords.join("\n"));
  const words = lines.split("\n").map((line) => line.trim()).filter(Boolean);
  const checked = settingsInput.safeParse({ chatWords: words });
  const changed = words.join("\n") !== saved.chatWords.join("\n");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (checked.success && changed) onChange({ chatWords: words });
  };
  return (
    <Card>
      <form onSubmit={submit} noValidate className="flex flex-col gap-6">
        <Switch label={t("links")} hint={t("linksHint")} checked={saved.chatLinks} disabled={busy} onCheckedChange={(chatLinks) => onChange({ chatLinks })} />
        <Field label={t("words")} hint={t("wordsHint")} {...(checked.success ? {} : { error: t("wordsWrong") })}>
          {(control) => <Textarea {...control} rows={4} value={lines} autoComplete="off" spellCheck={false} onChange={(event) => setLines(event.target.value)} data-testid="chat-words" />}
        </Field>
        <Button type="submit" className="self-start" busy={busy} disabled={!changed || !checked.success}>{t("saveWords")}</Button>
      </form>
    </Card>
  );
}
