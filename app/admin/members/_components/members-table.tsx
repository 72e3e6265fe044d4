"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAct } from "@/app/(club)/_components/use-act";
import { notify } from "@/app/_components/ui/notify";
import { ignore, request } from "@/app/_http/request";
import type { AdminMemberView } from "@/lib/membership/schema";
import { BanDialog } from "./ban-dialog";
import { CorrectionSheet } from "./correction-sheet";
import { MemberLine } from "./member-line";

type Asking = { what: "ban" | "correct"; member: AdminMemberView } | null;
export type MemberChange = { speaker: boolean } | { ban: { reason: string } | null };

/** The rows with their acts; the forms stand beside them. */
export function MembersTable({ members, own }: { members: AdminMemberView[]; own: string }) {
  const t = useTranslations("admin.members");
  const router = useRouter();
  const { busy, act } = useAct();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);

  async function change(member: AdminMemberView, body: MemberChange, done: string) {
    const ok = await act(() => request(`/api/admin/members/${member.wallet}`, { method: "PATCH", body, parse: ignore }));
    if (ok) {
      notify({ title: done, tone: "good" });
      close();
    }
    router.refresh();
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <MemberLine
            key={member.id}
            member={member}
            own={member.id === own}
            busy={busy}
            onSpeaker={() => void change(member, { speaker: !member.roles.speaker }, t(member.roles.speaker ? "tookSpeaker" : "madeSpeaker", { name: member.name }))}
            onUnban={() => void change(member, { ban: null }, t("unbanned", { name: member.name }))}
            onBan={() => setAsking({ what: "ban", member })}
            onCorrect={() => setAsking({ what: "correct", member })}
          />
        ))}
      </ul>
      {asking?.what === "ban" ? (
        <BanDialog name={asking.member.name} busy={busy} onClose={close} onBan={(reason) => void change(asking.member, { ban: { reason } }, t("bannedNow", { name: asking.member.name }))} />
      ) : null}
      {asking?.what === "correct" ? <CorrectionSheet member={asking.member} onClose={close} /> : null}
    </>
  );
}
