"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../../../_components/ui/button";
import { Card } from "../../../_components/ui/card";
import { Field } from "../../../_components/ui/field";
import { Input } from "../../../_components/ui/input";
import { LinkButton } from "../../../_components/ui/link-button";
import { notify } from "../../../_components/ui/notify";
import { Section } from "../../../_components/ui/section";
import { Textarea } from "../../../_components/ui/textarea";
import { ignore, request } from "../../../_http/request";
import { useAct } from "../../_components/use-act";

const NAME_MAX = 40;
const BIO_MAX = 280;

/** Name and words about oneself. `page`: where others see them, for those who are seen. */
export function ProfileForm({ page, ...saved }: { name: string; bio: string; page: string | null }) {
  const t = useTranslations("settings.profile");
  const router = useRouter();
  const { busy, act } = useAct();
  const [name, setName] = useState(saved.name);
  const [bio, setBio] = useState(saved.bio);
  const length = name.trim().length;
  const fault = length === 0 ? t("nameMissing") : length > NAME_MAX ? t("nameLong") : undefined;
  const changed = name.trim() !== saved.name || bio.trim() !== saved.bio;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fault || !changed) return;
    const done = await act(() => request("/api/me", { method: "PATCH", body: { name: name.trim(), bio: bio.trim() }, parse: ignore }));
    if (!done) return;
    notify({ title: t("saved"), tone: "good" });
    router.refresh();
  }
  return (
    <Section title={t("title")} text={t("text")} action={page ? <LinkButton size="sm" variant="ghost" href={page}>{t("view")}</LinkButton> : null}>
      <Card>
        <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-6">
          <Field label={t("name")} hint={t("nameHint")} {...(fault ? { error: fault } : {})}>
            {(control) => <Input {...control} value={name} maxLength={NAME_MAX + 20} autoComplete="nickname" onChange={(event) => setName(event.target.value)} data-testid="settings-name" />}
          </Field>
          <Field label={t("bio")} hint={t("bioHint")}>
            {(control) => <Textarea {...control} value={bio} maxLength={BIO_MAX} onChange={(event) => setBio(event.target.value)} />}
          </Field>
          <Button type="submit" variant="primary" busy={busy} disabled={!changed || Boolean(fault)} className="self-start" data-testid="settings-save">{t("save")}</Button>
        </form>
      </Card>
    </Section>
  );
}
