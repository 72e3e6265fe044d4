"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { Select } from "@/app/_components/ui/select";
import { Sheet } from "@/app/_components/ui/sheet";
import { Textarea } from "@/app/_components/ui/textarea";
import type { BadgeDesk } from "@/lib/badges/list-badge-desk";
import { hashOf, uriFault } from "./badge-draft";

/** What the contract keeps of a badge: where its JSON is, and the hash of those bytes. */
export type BadgeTerms = { uri: string; contentHash: `0x${string}` };
type BadgeSheetProps = { id: number; defined: boolean; start: BadgeTerms; served: BadgeTerms; /** Ids to choose from; none for a badge that has one. */ free: BadgeDesk["free"]; onClose: () => void; onSave: (id: number, terms: BadgeTerms) => void };

/** Defines a badge, or points it elsewhere. A draft lives in this form only, until it is sent. */
export function BadgeSheet({ id: first, defined, start, served: firstServed, free, onClose, onSave }: BadgeSheetProps) {
  const t = useTranslations("admin.badges");
  const common = useTranslations("common");
  const [id, setId] = useState(first);
  const [uri, setUri] = useState(start.uri);
  const [hash, setHash] = useState<string>(start.contentHash);
  const [tried, setTried] = useState(false);
  const served = free.find((each) => each.id === id)?.served ?? firstServed;
  const wrong = uriFault(uri);
  const contentHash = hashOf(hash);

  const fill = (terms: BadgeTerms) => {
    setUri(terms.uri);
    setHash(terms.contentHash);
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!wrong && contentHash) onSave(id, { uri: uri.trim(), contentHash });
  }
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={defined ? t("moveTitle", { id }) : t("defineTitle", { id })}
      description={defined ? t("moveText") : t("defineText")}
      closeLabel={common("close")}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form="badge-terms" data-testid="badge-save">{defined ? t("move") : t("define")}</Button>
        </>
      }
    >
      <form id="badge-terms" onSubmit={submit} noValidate className="flex flex-col gap-6">
        {free.length > 0 ? (
          <Field label={t("idLabel")} hint={t("idHint")}>
            {(control) => (
              <Select
                {...control}
                value={String(id)}
                onValueChange={(value) => {
                  const next = free.find((each) => String(each.id) === value);
                  setId(Number(value));
                  if (next && uri === served.uri) fill(next.served);
                }}
                options={free.map((each) => ({ value: String(each.id), label: String(each.id) }))}
              />
            )}
          </Field>
        ) : null}
        <Field label={t("uri")} hint={t("uriHint")} {...(tried && wrong ? { error: t(wrong) } : {})}>
          {(control) => <Textarea {...control} value={uri} rows={3} spellCheck={false} className="font-mono text-sm break-all" onChange={(event) => setUri(event.target.value)} data-testid="badge-uri" />}
        </Field>
        <Field label={t("hash")} hint={t("hashHint")} {...(tried && !contentHash ? { error: t("hashWrong") } : {})}>
          {(control) => <Input {...control} value={hash} maxLength={70} spellCheck={false} autoComplete="off" className="font-mono text-sm" onChange={(event) => setHash(event.target.value)} data-testid="badge-hash" />}
        </Field>
        <Button size="sm" className="self-start" disabled={uri === served.uri && hash === served.contentHash} onClick={() => fill(served)}>{t("useServed")}</Button>
      </form>
    </Sheet>
  );
}
