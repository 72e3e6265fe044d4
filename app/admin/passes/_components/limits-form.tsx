"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Field } from "@/app/_components/ui/field";
import { Input } from "@/app/_components/ui/input";
import { Stat } from "@/app/_components/ui/stat";
import { OwnerNote } from "../../_components/owner-note";
import type { PanelAct } from "../../_components/use-panel-act";
import { refundWindowOf, seatsOf } from "./plan-draft";

const DAY_SECONDS = 86_400;

type LimitsFormProps = { members: number; maxMembers: number; refundWindow: number; isOwner: boolean; panel: PanelAct };

/** Seats and the time in which a first own purchase can be taken back: two numbers, each changed by its own transaction. */
export function LimitsForm({ members, maxMembers, refundWindow, isOwner, panel }: LimitsFormProps) {
  const t = useTranslations("admin.passes");
  const refundDays = Math.round(refundWindow / DAY_SECONDS);
  const [seats, setSeats] = useState(String(maxMembers));
  const [days, setDays] = useState(String(refundDays));
  const newSeats = seatsOf(seats, members);
  const newWindow = refundWindowOf(days);
  const save = (name: "seats" | "window") => {
    if (name === "seats" && newSeats !== null) void panel.send("limit:seats", { contract: "membership", functionName: "setMaxMembers", args: [newSeats] }, () => t("seatsSaved"));
    if (name === "window" && newWindow !== null) void panel.send("limit:window", { contract: "membership", functionName: "setRefundWindow", args: [newWindow] }, () => t("windowSaved"));
  };
  if (!isOwner) {
    return (
      <Card className="flex flex-col gap-4">
        <dl className="grid grid-cols-2 gap-6">
          <Stat label={t("seats")} value={maxMembers === 0 ? t("noLimit") : String(maxMembers)} hint={t("taken", { count: members })} />
          <Stat label={t("window")} value={t("windowDays", { days: refundDays })} />
        </dl>
        <OwnerNote />
      </Card>
    );
  }
  return (
    <Card className="flex flex-col gap-6">
      <div className="grid gap-6 sm:grid-cols-2">
        <div className="flex flex-col items-start gap-3">
          <Field className="w-full" label={t("seats")} hint={t("seatsHint", { count: members })} {...(newSeats === null ? { error: t("seatsWrong", { count: members }) } : {})}>
            {(control) => <Input {...control} value={seats} maxLength={10} inputMode="numeric" autoComplete="off" onChange={(event) => setSeats(event.target.value)} data-testid="limit-seats" />}
          </Field>
          <Button size="sm" {...panel.press("limit:seats")} {...(newSeats === null || newSeats === maxMembers ? { disabled: true } : {})} onClick={() => save("seats")}>{t("saveSeats")}</Button>
        </div>
        <div className="flex flex-col items-start gap-3">
          <Field className="w-full" label={t("windowLabel")} hint={t("windowHint")} {...(newWindow === null ? { error: t("windowWrong") } : {})}>
            {(control) => <Input {...control} value={days} maxLength={2} inputMode="numeric" autoComplete="off" onChange={(event) => setDays(event.target.value)} data-testid="limit-window" />}
          </Field>
          <Button size="sm" {...panel.press("limit:window")} {...(newWindow === null || newWindow === refundWindow ? { disabled: true } : {})} onClick={() => save("window")}>{t("saveWindow")}</Button>
        </div>
      </div>
      <ActStatus state={panel.stateOf("limit:")} onClose={panel.forget} />
    </Card>
  );
}
