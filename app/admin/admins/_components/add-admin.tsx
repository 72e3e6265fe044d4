"use client";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Section } from "@/app/_components/ui/section";
import { WalletInput } from "@/app/_components/ui/wallet-input";
import type { ClubAdminView } from "@/lib/membership/schema";
import { addressFault } from "./address-fault";

type AddAdminProps = { admins: readonly ClubAdminView[]; busy: boolean; onAdd: (wallet: `0x${string}`) => Promise<boolean> };

/** The owner's form: one address, one transaction. */
export function AddAdmin({ admins, busy, onAdd }: AddAdminProps) {
  const t = useTranslations("admin.admins");
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const fault = addressFault(typed, admins);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (fault || busy) return;
    if (!(await onAdd(typed.trim().toLowerCase() as `0x${string}`))) return;
    setTyped("");
    setTried(false);
  }
  return (
    <Section title={t("addTitle")}>
      <Card>
        <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
          <Field label={t("wallet")} hint={t("walletHint")} {...(tried && fault ? { error: t(fault) } : {})}>
            {(control) => <WalletInput {...control} value={typed} onType={setTyped} data-testid="admin-add-input" />}
          </Field>
          <Button type="submit" variant="primary" icon={<UserPlus aria-hidden size={16} />} busy={busy} className="self-start" data-testid="admin-add-submit">{t("add")}</Button>
        </form>
      </Card>
    </Section>
  );
}
