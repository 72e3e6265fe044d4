"use client";
import { MicVocal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../../_components/ui/button";
import { notify } from "../../../_components/ui/notify";
import { ignore, request } from "../../../_http/request";

type SpeakerButtonProps = { wallet: string; speaker: boolean; texts: { make: string; take: string; done: string; failed: string } };

/** Grants the speaker flag to a member, or withdraws it. For admins. */
export function SpeakerButton({ wallet, speaker, texts }: SpeakerButtonProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function set() {
    setBusy(true);
    await request(`/api/admin/members/${wallet}`, { method: "PATCH", body: { speaker: !speaker }, parse: ignore })
      .then(() => notify({ title: texts.done, tone: "good" }))
      .catch(() => notify({ title: texts.failed, tone: "bad" }));
    setBusy(false);
    router.refresh();
  }
  return <Button busy={busy} icon={<MicVocal aria-hidden size={16} />} onClick={() => void set()} data-testid="set-speaker">{speaker ? texts.take : texts.make}</Button>;
}
