"use client";
import { Monitor } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { leaveSession } from "../../../_components/shell/leave-session";
import { Button } from "../../../_components/ui/button";
import { Card } from "../../../_components/ui/card";
import { Dialog } from "../../../_components/ui/dialog";
import { Section } from "../../../_components/ui/section";
import { Tag } from "../../../_components/ui/tag";
import { ignore, request } from "../../../_http/request";
import type { SessionRowView } from "@/lib/auth/schema";
import { LocalTime } from "../../_components/local-time";
import { useAct } from "../../_components/use-act";

/** Where the account is signed in; ends this session, or all of them at once. `now` is the server's, in ISO: the first words are the same on both sides. */
export function SessionList({ sessions, now }: { sessions: SessionRowView[]; now: string }) {
  const t = useTranslations("settings.sessions");
  const common = useTranslations("common");
  const format = useFormatter();
  const locale = useLocale();
  const { busy, act } = useAct();
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const leave = () => {
    setLeaving(true);
    void leaveSession("/");
  };
  const endAll = () => void act(() => request("/api/auth/sessions", { method: "DELETE", parse: ignore })).then((done) => done && leave());
  return (
    <Section title={t("title")} text={t("text")} action={<Button size="sm" variant="danger" onClick={() => setAsking(true)} data-testid="sessions-end-all">{t("everywhere")}</Button>}>
      <Card pad="none">
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <Monitor aria-hidden size={20} className="shrink-0 text-muted" />
              <div className="flex min-w-0 flex-1 flex-col gap-1">
                <span className="flex flex-wrap items-center gap-2 text-sm font-medium">
                  {session.current ? t("current") : t("other")}
                  {session.method === "eoa" ? null : <Tag>{t(`by.${session.method}`)}</Tag>}
                </span>
                <span className="text-xs text-muted">
                  {t.rich("began", { time: () => <LocalTime iso={session.createdAt} locale={locale} /> })}
                  {session.current ? null : ` · ${t("seen", { when: format.relativeTime(new Date(session.lastSeenAt), new Date(now)) })}`}
                </span>
              </div>
              {session.current ? <Button size="sm" busy={leaving} onClick={leave}>{t("signOut")}</Button> : null}
            </li>
          ))}
        </ul>
      </Card>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("everywhereTitle")}
        description={t("everywhereText")}
        closeLabel={common("close")}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common("cancel")}</Button>
            <Button variant="danger" busy={busy || leaving} onClick={endAll}>{t("everywhere")}</Button>
          </>
        }
      />
    </Section>
  );
}
