"use client";
import { MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";
import { Progress } from "../../../../_components/ui/progress";
import { answerInvite } from "../../../../_player/room-api";
import { patchSession, useSession } from "../../../../_player/session-store";
import { useAct } from "../../../_components/use-act";
import { useClock } from "./use-clock";

const INVITE_SECONDS = 30;

/** The second half of the consent: nobody stands on stage without their own tap, and the microphone stays off then. */
export function InviteDialog({ roomId }: { roomId: string }) {
  const invite = useSession((session) => session.invite);
  return invite ? <OpenInvite key={invite.expiresAt} roomId={roomId} expiresAt={invite.expiresAt} /> : null;
}

function OpenInvite({ roomId, expiresAt }: { roomId: string; expiresAt: string }) {
  const t = useTranslations("room.invite");
  const accept = useAct();
  const decline = useAct();
  const now = useClock(500);
  const left = now === null ? INVITE_SECONDS : Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1_000));
  useEffect(() => {
    if (left === 0) patchSession({ invite: null });
  }, [left]);
  const answer = (by: typeof accept, what: "accept" | "decline") =>
    void by.act(() => answerInvite(roomId, what)).then((done) => done && patchSession({ invite: null }));
  return (
    <Dialog
      open
      unasked
      onOpenChange={(open) => !open && answer(decline, "decline")}
      title={t("title")}
      description={t("text")}
      closeLabel={t("decline")}
      actions={
        <>
          <Button busy={decline.busy} onClick={() => answer(decline, "decline")}>{t("decline")}</Button>
          <Button variant="primary" busy={accept.busy} onClick={() => answer(accept, "accept")} data-testid="accept-invite">{t("accept")}</Button>
        </>
      }
    >
      <p className="flex items-center gap-2 text-sm"><MicOff aria-hidden size={16} className="shrink-0 text-muted" />{t("micOff")}</p>
      <Progress label={t("time")} value={left} max={INVITE_SECONDS} valueText={t("left", { seconds: left })} showText />
    </Dialog>
  );
}
