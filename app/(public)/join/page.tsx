import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { ErrorState } from "@/app/_components/ui/error-state";
import { PageHeader } from "@/app/_components/ui/page-header";
import { orAway } from "@/app/_server/or-away";
import { readShell } from "@/app/_server/read-shell";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { readClub } from "@/lib/membership/read-club";
import { readOwnPass } from "@/lib/membership/read-own-pass";
import { isTelegramLoginOn } from "@/lib/platform/telegram-login";
import { showPlans } from "../_components/show-plans";
import { JoinFlow } from "./_components/join-flow";

type Props = { searchParams: Promise<{ next?: string; why?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("join");
  return { title: t("title") };
}

/** Who may be about to pay sees prices, seats and a pause as they are now. */
const FRESH_MS = 1_000;

/** Only a path of our own: a link must not lead people away through the sign-in page. */
const ownPath = (next: string | undefined): string => (next && /^\/(?!\/|\\)[\w\-/()[\]]*$/.test(next) ? next : "/");

/** The way in: wallet, signature, pass; for members their pass, and what can be done with it. Says where somebody stands, whatever brought them here. */
export default async function JoinPage({ searchParams }: Props) {
  const { viewer } = await readShell();
  const [{ next, why }, chain, settings, t] = await Promise.all([searchParams, orAway(Promise.all([readClub(viewer ? { maxAgeMs: FRESH_MS } : {}), viewer ? readOwnPass({ wallet: viewer.wallet }) : null])), readWalletSettings(), getTranslations("join")]);
  if (!chain) return <ErrorState title={t("away")} text={t("awayText")} />;
  const [club, pass] = chain;
  const left = club.maxMembers > 0 ? Math.max(0, club.maxMembers - club.members) : null;
  return (
    <div className="mx-auto flex max-w-180 flex-col">
      {viewer?.roles.member ? <PageHeader title={t("memberTitle")} text={t("memberText")} /> : <PageHeader title={t("title")} text={t("text")} />}
      <ClientTexts namespaces={["join", "act", "common"]}>
        <JoinFlow
          settings={settings}
          plans={await showPlans(club.plans)}
          paused={club.paused}
          seatsLeft={left}
          viewer={viewer && pass && { wallet: viewer.wallet, banned: viewer.banned, member: viewer.roles.member, active: viewer.membership.active, pass }}
          next={ownPath(next)}
          switched={why === "switched"}
          telegram={isTelegramLoginOn()}
        />
      </ClientTexts>
    </div>
  );
}
