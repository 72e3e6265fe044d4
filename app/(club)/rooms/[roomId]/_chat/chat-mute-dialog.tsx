"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { Dialog } from "../../../../_components/ui/dialog";
import { Field } from "../../../../_components/ui/field";
import { Select } from "../../../../_components/ui/select";
import { muteInChat } from "../../../../_player/chat-api";
import { MUTE_MINUTES } from "@/lib/chat/rules";
import { useAct } from "../../../_components/use-act";

/** Keeps somebody from writing for a while; the sound and the hand stay theirs. */
export function ChatMuteDialog({ roomId, memberId, name, onClose }: { roomId: string; memberId: string; name: string; onClose: () => void }) {
  const t = useTranslations("chat.muting");
  const { busy, act } = useAct();
  const [length, setLength] = useState<keyof typeof MUTE_MINUTES>("hour");
  const submit = async () => {
    if (await act(() => muteInChat(roomId, memberId, MUTE_MINUTES[length]))) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      description={t("text")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="danger" busy={busy} onClick={() => void submit()} data-testid="chat-mute-submit">{t("confirm")}</Button>
        </>
      }
    >
      <Field label={t("length")}>
        {(control) => <Select {...control} value={length} onValueChange={setLength} options={[{ value: "five", label: t("five") }, { value: "hour", label: t("hour") }, { value: "day", label: t("day") }]} />}
      </Field>
    </Dialog>
  );
}
