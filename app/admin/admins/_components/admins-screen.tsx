"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Dialog } from "@/app/_components/ui/dialog";
import { notify } from "@/app/_components/ui/notify";
import { shortAddress } from "@/app/_components/ui/short-address";
import type { WalletSettings } from "@/app/_web3/wallet-settings";
import type { ClubAdminView } from "@/lib/membership/schema";
import { AddAdmin } from "./add-admin";
import { AdminRow } from "./admin-row";
import { ChangeStatus } from "./change-status";
import { type AdminChange, useAdminChange } from "./use-admin-change";

type AdminsScreenProps = { admins: ClubAdminView[]; own: string; isOwner: boolean; wallet: WalletSettings };

/** The list, and for the owner the two changes of it. */
export function AdminsScreen({ admins: initial, own, isOwner, wallet }: AdminsScreenProps) {
  const t = useTranslations("admin.admins");
  const common = useTranslations("common");
  const router = useRouter();
  const [admins, setAdmins] = useState(initial);
  const [removing, setRemoving] = useState<ClubAdminView | null>(null);
  const { host, state, run, forget } = useAdminChange(wallet, setAdmins);
  const busy = state.state === "running";

  async function change(asked: AdminChange): Promise<boolean> {
    const done = await run(asked);
    if (!done) return false;
    const added = asked.act === "addAdmin";
    if (done.inForce) notify({ id: "admins", title: added ? t("added") : t("removed"), text: t(added ? "addedText" : "removedText", { wallet: shortAddress(asked.wallet) }), tone: "good" });
    else notify({ id: "admins", title: t("late"), text: t("lateText") });
    router.refresh();
    return true;
  }
  const remove = () => {
    const { wallet: address } = removing ?? {};
    setRemoving(null);
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
        <ChangeStatus state={state} onClose={forget} />
        {isOwner ? <AddAdmin admins={admins} busy={busy} onAdd={(address) => change({ act: "addAdmin", wallet: address })} /> : <p className="text-sm text-muted">{t("readOnly")}</p>}
        <Dialog
          open={removing !== null}
          onOpenChange={(open) => !open && setRemoving(null)}
          title={t("removeTitle")}
          description={t("removeText", { name: removing?.name ?? shortAddress(removing?.wallet ?? "") })}
          closeLabel={common("close")}
          actions={
            <>
              <Button onClick={() => setRemoving(null)}>{common("cancel")}</Button>
              <Button variant="danger" onClick={remove} data-testid="admin-remove-yes">{t("remove")}</Button>
            </>
          }
        />
      </div>
    </>
  );
}
