import { Check, CircleAlert, Clock, Link2, Loader } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Tag, type Tone } from "@/app/_components/ui/tag";
import { TxLink } from "@/app/_components/ui/tx-link";
import type { MemberBadgeView, MintState as State } from "@/lib/badges/schema";

const TONE: Record<State, Tone> = { queued: "plain", sent: "accent", mined: "accent", final: "good", parked: "warn", skipped: "warn" };
const ICON = { queued: Clock, sent: Loader, mined: Link2, final: Check, parked: CircleAlert, skipped: CircleAlert } as const satisfies Record<State, unknown>;

/** How far a badge has come on the chain, in a word, with the transaction where there is one. */
export async function MintState({ award }: { award: MemberBadgeView }) {
  const t = await getTranslations("badgesPage");
  const Icon = ICON[award.state];
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1" data-state={award.state}>
      <Tag tone={TONE[award.state]} icon={<Icon aria-hidden size={12} />}>{t(`state.${award.state}`)}</Tag>
      {award.explorer ? <TxLink href={award.explorer} label={t("transaction")} /> : null}
    </span>
  );
}
