"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Dialog } from "@/app/_components/ui/dialog";
import { Section } from "@/app/_components/ui/section";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { BadgeDesk, DeskBadge } from "@/lib/badges/list-badge-desk";
import { OwnerNote } from "../../_components/owner-note";
import { PauseCard } from "../../_components/pause-card";
import { usePanelAct } from "../../_components/use-panel-act";
import { BadgeLine } from "./badge-line";
import { BadgeSheet, type BadgeTerms } from "./badge-sheet";

type Open = { id: number; defined: boolean; start: BadgeTerms; served: BadgeTerms };

/** The badges on-chain, and for the owner the three things that can be done with one. */
export function BadgesScreen({ wallet, isOwner, desk }: { wallet: WalletSettings; isOwner: boolean; desk: BadgeDesk }) {
  const t = useTranslations("admin.badges");
  const common = useTranslations("common");
  const panel = usePanelAct(wallet);
  const [open, setOpen] = useState<Open | null>(null);
  const [freezing, setFreezing] = useState<number | null>(null);
  const pause = { on: t("on"), onText: t("onText"), off: t("off"), offText: t("offText"), pause: t("pause"), resume: t("resume"), paused: t("pausedNow"), resumed: t("resumedNow") };
  const edit = ({ id, onChain, served }: DeskBadge) => setOpen({ id, defined: onChain !== null, start: onChain ?? served, served });
  const save = (id: number, { uri, contentHash }: BadgeTerms) => {
    const defined = desk.badges.find((badge) => badge.id === id)?.onChain != null;
    setOpen(null);
    void panel.send(`badge:${id}`, { contract: "badges", functionName: defined ? "setBadgeURI" : "defineBadge", args: [BigInt(id), uri, contentHash] }, () => t(defined ? "moved" : "definedNow", { id }));
  };
  const freeze = () => {
    const id = freezing;
    setFreezing(null);
    if (id !== null) void panel.send(`badge:${id}`, { contract: "badges", functionName: "freezeBadge", args: [BigInt(id)] }, () => t("frozenNow", { id }));
  };
  const first = desk.free[0];
  return (
    <div className="flex max-w-180 flex-col gap-10">
      {panel.host}
      <PauseCard contract="badges" paused={desk.paused} panel={panel} texts={pause} />
      <Section
        title={t("list")}
        text={t("listText")}
        action={isOwner && first ? <Button disabled={panel.busy} onClick={() => setOpen({ id: first.id, defined: false, start: first.served, served: first.served })} data-testid="badge-new">{t("new")}</Button> : null}
      >
        <ActStatus state={panel.stateOf("badge:")} onClose={panel.forget} />
        <Card pad="none">
          <ul className="divide-y divide-line">
            {desk.badges.map((badge) => <BadgeLine key={badge.id} badge={badge} isOwner={isOwner} busy={panel.busy} onEdit={() => edit(badge)} onFreeze={() => setFreezing(badge.id)} />)}
          </ul>
        </Card>
        {isOwner ? null : <OwnerNote />}
      </Section>
      {open ? <BadgeSheet key={open.id} {...open} free={open.defined || desk.badges.some(({ id }) => id === open.id) ? [] : desk.free} onClose={() => setOpen(null)} onSave={save} /> : null}
      <Dialog
        open={freezing !== null}
        onOpenChange={(next) => !next && setFreezing(null)}
        title={t("freezeTitle", { id: freezing ?? 0 })}
        description={t("freezeAsk")}
        closeLabel={common("close")}
        actions={
          <>
            <Button onClick={() => setFreezing(null)}>{common("cancel")}</Button>
            <Button variant="danger" onClick={freeze} data-testid="badge-freeze-yes">{t("freeze")}</Button>
          </>
        }
      />
    </div>
  );
}
