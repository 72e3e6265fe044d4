"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../../../../_components/ui/field";
import { Select } from "../../../../_components/ui/select";
import { muteInChat } from "../../../../_player/chat-api";
import { MUTE_MINUTES } from "@/lib/chat/rules";
import { useAct } from "../../../_components/use-act";
import { ActDialog } from "../_components/act-dialog";

/** Keeps somebody from writing for a while; the sound and the hand stay theirs. */
export function ChatMuteDialog({ roomId, memberId, name, onClose }: { roomId: string; memberId: string; name: string; onClose: () => void }) {
  const t = useTranslations("chat.muting");
  const { busy, act } = useAct();
  const [length, setLength] = useState<keyof typeof MUTE_MINUTES>("hour");
  const submit = async () => {
    if (await act(() => muteInChat(roomId, memberId, MUTE_MINUTES[length]))) onClose();
  };
  return (
    <ActDialog title={t("title", { name })} text={t("text")} cancel={t("cancel")} confirm={t("confirm")} busy={busy} onConfirm={() => void submit()} onClose={onClose} submitId="chat-mute-submit">
      <Field label={t("length")}>
        {(control) => <Select {...control} value={length} onValueChange={setLength} options={[{ value: "five", label: t("five") }, { value: "hour", label: t("hour") }, { value: "day", label: t("day") }]} />}
      </Field>
    </ActDialog>
  );
}
