"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActStatus } from "@/app/_components/act-status";
import { Card } from "@/app/_components/ui/card";
import { shortAddress } from "@/app/_components/ui/short-address";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { ClubAdminView } from "@/lib/membership/schema";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { usePanelAct } from "../../_components/use-panel-act";
import { AddAdmin } from "./add-admin";
import { AdminRow } from "./admin-row";
import { type AdminChange, type AdminChanged, changeAdmins } from "./change-admins";

type AdminsScreenProps = { admins: ClubAdminView[]; own: string; isOwner: boolean; wallet: WalletSettings };

/** The list, and for the owner the two changes of it. */
export function AdminsScreen({ admins: initial, own, isOwner, wallet }: AdminsScreenProps) {
  const t = useTranslations("admin.admins");
  const [admins, setAdmins] = useState(initial);
  const [removing, setRemoving] = useState<ClubAdminView | null>(null);
  const { host, busy, act, stateOf, forget } = usePanelAct(wallet);

  async function change(asked: AdminChange): Promise<boolean> {
    const added = asked.act === "addAdmin";
    const say = ({ inForce }: AdminChanged) => (inForce ? t(added ? "addedText" : "removedText", { wallet: shortAddress(asked.wallet) }) : t("lateText"));
    const done = await act(`admins:${asked.act}`, (context) => changeAdmins({ ...context, change: asked }), say);
    if (!done) return false;
    setAdmins(done.result.admins);
    return true;
  }
  const remove = () => {
    const { wallet: address } = removing ?? {};
    if (address) void change({ act: "removeAdmin", wallet: address as `0x${string}` });
  };
  return (
    <>
      {host}
      <div className="flex max-w-180 flex-col gap-6">
        <Card pad="none">
          <ul className="divide-y divide-line">
            {admins.map((admin) => <AdminRow key={admin.wallet} admin={admin} own={admin.wallet === own} removable={isOwner} busy={busy} onRemove={() => setRemoving(admin)} />)}
          </ul>
        </Card>
        <ActStatus state={stateOf("admins:")} onClose={forget} />
        {isOwner ? <AddAdmin admins={admins} busy={busy} onAdd={(address) => change({ act: "addAdmin", wallet: address })} /> : <p className="text-sm text-muted">{t("readOnly")}</p>}
        <ConfirmDialog
          open={removing !== null}
          title={t("removeTitle")}
          text={t("removeText", { name: removing?.name ?? shortAddress(removing?.wallet ?? "") })}
          yes={t("remove")}
          testId="admin-remove-yes"
          onClose={() => setRemoving(null)}
          onYes={remove}
        />
      </div>
    </>
  );
}
