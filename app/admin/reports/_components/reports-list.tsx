"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useAct } from "@/app/(club)/_components/use-act";
import { notify } from "@/app/_components/ui/notify";
import { ignore, request } from "@/app/_http/request";
import type { ReportAct, ReportView } from "@/lib/chat/schema";
import { ReportCard } from "./report-card";

const DONE = { dismiss: "dismissed", delete: "deleted", mute: "muted" } as const;

/** The queue with its acts; what was decided leaves the list. */
export function ReportsList({ reports }: { reports: ReportView[] }) {
  const t = useTranslations("admin.reports");
  const router = useRouter();
  const { busy, act } = useAct();
  async function decide(report: ReportView, body: ReportAct) {
    if (await act(() => request(`/api/admin/reports/${report.id}`, { method: "PATCH", body, parse: ignore }))) notify({ id: "report", title: t(DONE[body.act]), tone: "good" });
    router.refresh();
  }
  return <ul className="flex flex-col gap-4">{reports.map((report) => <ReportCard key={report.id} report={report} busy={busy} onDecide={(body) => void decide(report, body)} />)}</ul>;
}
