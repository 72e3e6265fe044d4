"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Section } from "@/app/_components/ui/section";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { BadgeDesk, DeskBadge } from "@/lib/badges/list-badge-desk";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { OwnerNote } from "../../_components/owner-note";
import { PauseCard } from "../../_components/pause-card";
import { usePanelAct } from "../../_components/use-panel-act";
import { BadgeLine } from "./badge-line";
import { BadgeSheet, type BadgeTerms } from "./badge-sheet";
import { HolderForm } from "./holder-form";

type Open = { id: number; defined: boolean; start: BadgeTerms; served: BadgeTerms };

/** The badges on-chain, what admins do about a holder, and for the owner the three things that can be done with a badge. */
export function BadgesScreen({ wallet, isOwner, desk }: { wallet: WalletSettings; isOwner: boolean; desk: BadgeDesk }) {
  const t = useTranslations("admin.badges");
  const names = useTranslations("badges");
  const panel = usePanelAct(wallet);
  const [open, setOpen] = useState<Open | null>(null);
  // What was not sent after all (declined, refused) is there again when the sheet is opened anew.
  const [unsent, setUnsent] = useState<{ id: number; terms: BadgeTerms } | null>(null);
  const [freezing, setFreezing] = useState<number | null>(null);
  const pause = { on: t("on"), onText: t("onText"), off: t("off"), offText: t("offText"), pause: t("pause"), resume: t("resume"), paused: t("pausedNow"), resumed: t("resumedNow") };
  const draftOf = (id: number, terms: BadgeTerms) => (unsent?.id === id ? unsent.terms : terms);
  const edit = ({ id, onChain, served }: DeskBadge) => setOpen({ id, defined: onChain !== null, start: draftOf(id, onChain ?? served), served });
  const save = async (id: number, { uri, contentHash }: BadgeTerms) => {
    const defined = desk.badges.find((badge) => badge.id === id)?.onChain != null;
    setOpen(null);
    setUnsent({ id, terms: { uri, contentHash } });
    const sent = await panel.send(`badge:${id}`, { contract: "badges", functionName: defined ? "setBadgeURI" : "defineBadge", args: [BigInt(id), uri, contentHash] }, () => t(defined ? "moved" : "definedNow", { id }));
    if (sent) setUnsent(null);
  };
  const freeze = () => {
    if (freezing !== null) void panel.send(`badge:${freezing}`, { contract: "badges", functionName: "freezeBadge", args: [BigInt(freezing)] }, () => t("frozenNow", { id: freezing }));
  };
  const first = desk.free.find(({ id }) => id === unsent?.id) ?? desk.free[0];
  const held = desk.badges.filter(({ onChain }) => onChain !== null).map(({ id, offered }) => ({ id, name: offered ? names(`name_${id}`) : t("byHand", { id }) }));
  return (
    <div className="flex max-w-180 flex-col gap-10">
      {panel.host}
      <PauseCard contract="badges" paused={desk.paused} panel={panel} texts={pause} />
      <Section
        title={t("list")}
        text={t("listText")}
        action={isOwner && first ? <Button disabled={panel.busy} onClick={() => setOpen({ id: first.id, defined: false, start: draftOf(first.id, first.served), served: first.served })} data-testid="badge-new">{t("new")}</Button> : null}
      >
        <ActStatus state={panel.stateOf("badge:")} onClose={panel.forget} />
        <Card pad="none">
          <ul className="divide-y divide-line">
            {desk.badges.map((badge) => <BadgeLine key={badge.id} badge={badge} isOwner={isOwner} busy={panel.busy} onEdit={() => edit(badge)} onFreeze={() => setFreezing(badge.id)} />)}
          </ul>
        </Card>
        {isOwner ? null : <OwnerNote />}
      </Section>
      {held.length > 0 ? (
        <Section title={t("holders")} text={t("holdersText")}>
          <HolderForm badges={held} panel={panel} />
        </Section>
      ) : null}
      {open ? <BadgeSheet key={open.id} {...open} free={open.defined || desk.badges.some(({ id }) => id === open.id) ? [] : desk.free} onClose={() => setOpen(null)} onSave={(id, terms) => void save(id, terms)} /> : null}
      <ConfirmDialog open={freezing !== null} title={t("freezeTitle", { id: freezing ?? 0 })} text={t("freezeAsk")} yes={t("freeze")} testId="badge-freeze-yes" onClose={() => setFreezing(null)} onYes={freeze} />
    </div>
  );
}
