"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAct } from "@/app/(club)/_components/use-act";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Dialog } from "@/app/_components/ui/dialog";
import { notify } from "@/app/_components/ui/notify";
import { ignore, request } from "@/app/_http/request";
import { type MintLine, MintRow } from "./mint-row";

/** Badges on their way, with what an admin may decide about them. */
export function MintList({ rows }: { rows: MintLine[] }) {
  const t = useTranslations("admin.minting");
  const common = useTranslations("common");
  const router = useRouter();
  const { busy, act } = useAct();
  const [asking, setAsking] = useState<MintLine | null>(null);

  async function decide(row: MintLine, what: "retry" | "cancel") {
    setAsking(null);
    const done = await act(() => request(`/api/admin/minting/${encodeURIComponent(row.id)}/${what}`, { method: "POST", body: {}, parse: ignore }));
    if (done) notify({ title: what === "retry" ? t("retried") : t("cancelled"), tone: "good" });
    router.refresh();
  }
  return (
    <Card pad="none">
      <ul className="divide-y divide-line">
        {rows.map((row) => <MintRow key={row.id} row={row} busy={busy} onRetry={() => void decide(row, "retry")} onCancel={() => setAsking(row)} />)}
      </ul>
      <Dialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("cancelTitle")}
        description={t("cancelText")}
        closeLabel={common("close")}
        actions={
          <>
            <Button onClick={() => setAsking(null)}>{common("cancel")}</Button>
            <Button variant="danger" onClick={() => asking && void decide(asking, "cancel")}>{t("cancel")}</Button>
          </>
        }
      />
    </Card>
  );
}
