"use client";
import { FileUp, Search, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { buttonLook } from "@/app/_components/ui/button-look";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { Progress } from "@/app/_components/ui/progress";
import { Select } from "@/app/_components/ui/select";
import { Textarea } from "@/app/_components/ui/textarea";
import { type GrantPlan, parseGrants, type ParsedGrants } from "@/lib/membership/grant-rules";
import type { PanelAct } from "../../_components/use-panel-act";
import { GrantFaults } from "./grant-faults";
import { GrantPreview } from "./grant-preview";

const MAX_FILE_BYTES = 512 * 1024;

/** Read the list, see every bad line, try it on the chain, then send: nothing is given before the whole list could be. */
export function GrantList({ tiers, paused, panel }: { tiers: number[]; paused: boolean; panel: PanelAct }) {
  const t = useTranslations("admin.grants");
  const [text, setText] = useState("");
  const [tier, setTier] = useState(String(tiers[0]));
  const [until, setUntil] = useState("30d");
  const [parsed, setParsed] = useState<ParsedGrants | null>(null);
  const [plan, setPlan] = useState<GrantPlan | null>(null);
  const [progress, setProgress] = useState<{ given: number; all: number } | null>(null);
  const [tooLarge, setTooLarge] = useState(false);

  const edit = (next: string) => {
    setText(next);
    setParsed(null);
    setPlan(null);
    setProgress(null);
  };
  async function load(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setTooLarge(file.size > MAX_FILE_BYTES);
    if (file.size <= MAX_FILE_BYTES) edit(await file.text());
  }
  async function check() {
    const read = parseGrants({ text, tiers, defaults: { tier: Number(tier), until }, at: new Date() });
    setParsed(read);
    setPlan(null);
    setProgress(null);
    if (read.faults.length > 0 || read.grants.length === 0) return;
    const done = await panel.act("grant:check", async (context) => (await import("@/app/_web3/grant-passes")).checkGrants({ ...context, grants: read.grants }), () => t("checked"));
    if (done) {
      panel.forget();
      setPlan(done.result);
    }
  }
  async function send() {
    if (!parsed) return;
    const onDone = (given: number, all: number) => setProgress({ given, all });
    const done = await panel.act("grant:send", async (context) => (await import("@/app/_web3/grant-passes")).sendGrants({ ...context, grants: parsed.grants, onDone }), (given) => t("given", { count: given }));
    if (done) {
      setPlan(null);
      setParsed(null);
      setText("");
    }
  }
  const state = panel.stateOf("grant:");
  return (
    <Card className="flex flex-col gap-6">
      <Field label={t("list")} hint={t("listHint")} {...(tooLarge ? { error: t("tooLarge") } : {})}>
        {(control) => <Textarea {...control} value={text} rows={6} spellCheck={false} placeholder={"0x…\n0x…,1,2027-12-31"} className="max-h-80 font-mono text-sm" onChange={(event) => edit(event.target.value)} data-testid="grant-text" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {tiers.length > 1 ? <Field label={t("tier")}>{(control) => <Select {...control} value={tier} onValueChange={(next) => { setTier(next); edit(text); }} options={tiers.map((each) => ({ value: String(each), label: t("tierName", { tier: each }) }))} />}</Field> : null}
        <Field label={t("until")} hint={t("untilHint")}>
          {(control) => <Input {...control} value={until} maxLength={20} autoComplete="off" onChange={(event) => { setUntil(event.target.value.trim()); edit(text); }} data-testid="grant-until" />}
        </Field>
      </div>
      <div className="flex flex-wrap gap-3">
        <label className={buttonLook({ variant: "secondary" }, "cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent")}>
          <FileUp aria-hidden size={16} />
          {t("file")}
          <input type="file" accept=".csv,.txt,text/csv,text/plain" className="sr-only" onChange={(event) => void load(event)} data-testid="grant-file" />
        </label>
        <Button variant={plan ? "secondary" : "primary"} icon={<Search aria-hidden size={16} />} {...panel.press("grant:check")} {...(text.trim() === "" || paused ? { disabled: true } : {})} onClick={() => void check()} data-testid="grant-check">{t("check")}</Button>
      </div>
      {paused ? <p className="text-sm text-warn">{t("paused")}</p> : null}
      {parsed && parsed.faults.length > 0 ? <GrantFaults faults={parsed.faults} good={parsed.grants.length} /> : null}
      {parsed && parsed.faults.length === 0 && parsed.grants.length === 0 ? <p className="text-sm text-muted">{t("nothing")}</p> : null}
      {plan ? <GrantPreview plan={plan} /> : null}
      {plan && plan.batches.length > 0 ? (
        <Button variant="primary" icon={<Send aria-hidden size={16} />} {...panel.press("grant:send")} className="self-start" onClick={() => void send()} data-testid="grant-send">
          {t("send", { count: plan.batches.reduce((sum, batch) => sum + batch.grants.length, 0) })}
        </Button>
      ) : null}
      {progress && progress.all > 0 ? <Progress label={t("progress")} value={progress.given} max={progress.all} valueText={t("progressOf", progress)} showText /> : null}
      <ActStatus state={state} onClose={panel.forget} />
      {state.state === "failed" && progress && progress.given > 0 && progress.given < progress.all ? <p className="text-sm text-muted">{t("goOn", progress)}</p> : null}
    </Card>
  );
}
