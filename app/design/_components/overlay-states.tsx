"use client";
import { Ellipsis, UserX, Volume2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Dialog } from "@/app/_components/ui/dialog";
import { Field } from "@/app/_components/ui/field";
import { IconButton } from "@/app/_components/ui/icon-button";
import { Input } from "@/app/_components/ui/input";
import { Menu } from "@/app/_components/ui/menu";
import { notify } from "@/app/_components/ui/notify";
import { Section } from "@/app/_components/ui/section";
import { Sheet } from "@/app/_components/ui/sheet";
import { Tabs } from "@/app/_components/ui/tabs";
import { Tooltip } from "@/app/_components/ui/tooltip";

const nothing = (): void => undefined;

/** What opens above the page, and tabs. */
export function OverlayStates() {
  const t = useTranslations("design");
  const common = useTranslations("common");
  const [dialog, setDialog] = useState(false);
  const [sheet, setSheet] = useState(false);
  const actions = (close: () => void) => [
    <Button key="no" onClick={close}>{common("cancel")}</Button>,
    <Button key="yes" variant="primary" onClick={close}>{common("save")}</Button>,
  ];
  return (
    <Section title={t("overlays")}>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => setDialog(true)}>{t("dialog")}</Button>
        <Button onClick={() => setSheet(true)}>{t("sheet")}</Button>
        <Menu
          heading={t("sample")}
          trigger={<IconButton tone="raised" label={t("menu")} icon={<Ellipsis aria-hidden size={20} />} />}
          groups={[[{ label: t("optionOne"), icon: <Volume2 aria-hidden size={16} />, onSelect: nothing }, { label: t("disabled"), disabled: true, onSelect: nothing }], [{ label: t("optionTwo"), tone: "danger", icon: <UserX aria-hidden size={16} />, onSelect: nothing }]]}
        />
        <Tooltip text={t("hint")}><Button>{t("tooltip")}</Button></Tooltip>
        <Button onClick={() => notify({ title: t("sample"), text: t("hint") })}>{t("toast")}</Button>
        <Button onClick={() => notify({ tone: "good", title: t("sample"), action: { label: common("viewTransaction"), href: "/design" } })}>{t("toastGood")}</Button>
        <Button onClick={() => notify({ tone: "bad", title: t("error"), action: { label: common("retry"), onPress: nothing } })}>{t("toastBad")}</Button>
      </div>
      <Tabs label={t("tabs")} tabs={[{ value: "one", label: t("optionOne"), count: 3, content: <p>{t("sample")}</p> }, { value: "two", label: t("optionTwo"), content: <p>{t("hint")}</p> }]} />
      <Dialog open={dialog} onOpenChange={setDialog} title={t("dialog")} description={t("hint")} closeLabel={common("close")} actions={actions(() => setDialog(false))} />
      <Sheet open={sheet} onOpenChange={setSheet} title={t("sheet")} description={t("hint")} closeLabel={common("close")} actions={actions(() => setSheet(false))}>
        <Field label={t("label")}>{(control) => <Input {...control} />}</Field>
      </Sheet>
    </Section>
  );
}
