"use client";
import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";
import { confirmPresence } from "../../../../_player/room-api";
import { patchSession, useSession } from "../../../../_player/session-store";
import { useAct } from "../../../_components/use-act";

/** Asks now and then whether somebody is really there, so that listening time keeps counting. */
export function PresenceDialog({ roomId }: { roomId: string }) {
  const t = useTranslations("room.presence");
  const prompt = useSession((session) => session.prompt);
  const { busy, act } = useAct();
  if (!prompt) return null;
  const close = () => patchSession({ prompt: null });
  return (
    <Dialog
      open
      unasked
      onOpenChange={(open) => !open && close()}
      title={t("title")}
      description={t("text")}
      closeLabel={t("later")}
      actions={<Button variant="primary" busy={busy} onClick={() => void act(() => confirmPresence(roomId, prompt.promptId)).then(close)} data-testid="confirm-presence">{t("here")}</Button>}
    />
  );
}
