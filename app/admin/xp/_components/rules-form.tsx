"use client";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { Sheet } from "@/app/_components/ui/sheet";
import { publishRulesInput, RULE_NUMBER_NAMES, type RuleNumbers, type RuleVersionsView } from "@/lib/xp/schema";
import { boundsOf, draftOf, parseDraft } from "./rule-draft";

type RulesFormProps = { versions: RuleVersionsView["versions"]; numbers: RuleNumbers | null; busy: boolean; onClose: () => void; onPublish: (version: string, numbers: RuleNumbers) => void };

/** A new version, beginning with the numbers in force. */
export function RulesForm({ versions, numbers: start, busy, onClose, onPublish }: RulesFormProps) {
  const t = useTranslations("admin.xp");
  const common = useTranslations("common");
  const format = useFormatter();
  const [name, setName] = useState("");
  const [draft, setDraft] = useState(() => draftOf(start ?? versions[0]?.numbers ?? ({} as RuleNumbers)));
  const [tried, setTried] = useState(false);
  const { numbers, wrong } = parseDraft(draft);
  const nameFault = !publishRulesInput.shape.version.safeParse(name).success ? t("nameWrong") : versions.some(({ version }) => version === name) ? t("nameTaken") : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (numbers && !nameFault) onPublish(name, numbers);
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("publish")}
      description={t("text")}
      closeLabel={common("close")}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form="xp-rules" busy={busy} data-testid="xp-rules-submit">{t("submit")}</Button>
        </>
      }
    >
      <form id="xp-rules" onSubmit={submit} noValidate className="flex flex-col gap-6">
        <Field label={t("name")} hint={t("nameHint")} {...(tried && nameFault ? { error: nameFault } : {})}>
          {(control) => <Input {...control} value={name} maxLength={32} autoComplete="off" spellCheck={false} onChange={(event) => setName(event.target.value)} data-testid="xp-rules-name" />}
        </Field>
        {RULE_NUMBER_NAMES.map((key) => {
          const { min, max } = boundsOf(key);
          const bounds = { min: format.number(min), max: format.number(max) };
          return (
            <Field key={key} label={t(`numbers.${key}`)} hint={t("between", bounds)} {...(wrong.includes(key) ? { error: t("wrong", bounds) } : {})}>
              {(control) => <Input {...control} value={draft[key]} inputMode="decimal" autoComplete="off" onChange={(event) => setDraft({ ...draft, [key]: event.target.value })} />}
            </Field>
          );
        })}
      </form>
    </Sheet>
  );
}
