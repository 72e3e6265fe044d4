"use client";
import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";
import { answerPrompt, closePrompt } from "../../../../_player/presence-prompt";
import { useSession } from "../../../../_player/session-store";
import { useAct } from "../../../_components/use-act";

/** Asks now and then whether somebody is really there, so that listening time keeps counting. */
export function PresenceDialog({ roomId }: { roomId: string }) {
  const t = useTranslations("room.presence");
  const prompt = useSession((session) => session.prompt);
  const { busy, act } = useAct();
  if (!prompt) return null;
  return (
    <Dialog
      open
      unasked
      onOpenChange={(open) => !open && closePrompt(prompt.promptId)}
      title={t("title")}
      description={t("text")}
      closeLabel={t("later")}
      actions={<Button variant="primary" busy={busy} onClick={() => void act(() => answerPrompt(roomId, prompt.promptId))} data-testid="confirm-presence">{t("here")}</Button>}
    />
  );
}
