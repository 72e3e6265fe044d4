"use client";
import { Mic, Plus, Settings } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { Field } from "@/app/_components/ui/field";
import { IconButton } from "@/app/_components/ui/icon-button";
import { Input } from "@/app/_components/ui/input";
import { LinkButton } from "@/app/_components/ui/link-button";
import { Section } from "@/app/_components/ui/section";
import { Select } from "@/app/_components/ui/select";
import { Switch } from "@/app/_components/ui/switch";
import { Textarea } from "@/app/_components/ui/textarea";

const VARIANTS = ["primary", "secondary", "ghost", "danger"] as const;
const TONES = ["plain", "raised", "accent", "live", "good", "danger"] as const;

/** What one presses, types into and chooses from. */
export function FormStates() {
  const t = useTranslations("design");
  const common = useTranslations("common");
  const [on, setOn] = useState(true);
  const [choice, setChoice] = useState<"one" | "two">("one");
  const choices = [{ value: "one", label: t("optionOne") }, { value: "two", label: t("optionTwo") }] as const;
  return (
    <>
      <Section title={t("buttons")}>
        {VARIANTS.map((variant) => (
          <div key={variant} className="flex flex-wrap items-center gap-3">
            <Button variant={variant} size="lg" icon={<Plus aria-hidden size={20} />}>{t("act")}</Button>
            <Button variant={variant}>{t("act")}</Button>
            <Button variant={variant} size="sm">{t("act")}</Button>
            <Button variant={variant} busy>{t("act")}</Button>
            <Button variant={variant} disabled>{t("act")}</Button>
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-3">
          <LinkButton href="/design" icon={<Settings aria-hidden size={20} />}>{t("link")}</LinkButton>
          {TONES.map((tone) => <IconButton key={tone} tone={tone} label={t("act")} icon={<Mic aria-hidden size={20} />} />)}
          <IconButton busy label={t("act")} icon={<Mic aria-hidden size={20} />} />
          <IconButton disabled label={t("act")} icon={<Mic aria-hidden size={20} />} />
          <CopyButton value={t("sample")} label={common("copy")} doneLabel={common("copied")} />
        </div>
      </Section>
      <Section title={t("fields")}>
        <div className="grid gap-6 sm:grid-cols-2">
          <Field label={t("label")} hint={t("hint")}>{(control) => <Input {...control} placeholder={t("placeholder")} />}</Field>
          <Field label={t("label")} error={t("error")}>{(control) => <Input {...control} defaultValue={t("sample")} />}</Field>
          <Field label={t("label")}>{(control) => <Input {...control} disabled defaultValue={t("disabled")} />}</Field>
          <Field label={t("label")}>{(control) => <Select {...control} value={choice} onValueChange={setChoice} options={choices} />}</Field>
          <Field label={t("label")} hint={t("hint")}>{(control) => <Textarea {...control} placeholder={t("placeholder")} />}</Field>
          <div className="flex flex-col gap-4">
            <Switch label={t("label")} hint={t("hint")} checked={on} onCheckedChange={setOn} />
            <Switch label={t("disabled")} checked={false} onCheckedChange={setOn} disabled />
          </div>
        </div>
      </Section>
    </>
  );
}
