import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { ClientTexts } from "@/app/_components/client-texts";
import { ErrorState } from "@/app/_components/ui/error-state";
import { PageHeader } from "@/app/_components/ui/page-header";
import { readShell } from "@/app/_server/read-shell";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { readClub } from "@/lib/membership/read-club";
import type { ClubView } from "@/lib/membership/schema";
import { ClubError } from "@/lib/platform/errors";
import { showPlans } from "../_components/show-plans";
import { JoinFlow } from "./_components/join-flow";

type Props = { searchParams: Promise<{ next?: string; why?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("join");
  return { title: t("title") };
}

/** Only a path of our own: a link must not lead people away through the sign-in page. */
const ownPath = (next: string | undefined): string => (next && /^\/(?!\/|\\)[\w\-/()[\]]*$/.test(next) ? next : "/");

async function clubOrNothing(): Promise<Omit<ClubView, "liveRooms"> | null> {
  try {
    return await readClub();
  } catch (error) {
    if (error instanceof ClubError && error.code === "unavailable") return null;
    throw error;
  }
}

/** The way in: wallet, signature, pass. Says where somebody stands on it, whatever brought them here. */
export default async function JoinPage({ searchParams }: Props) {
  const [{ next, why }, { viewer }, club, settings, t, format] = await Promise.all([searchParams, readShell(), clubOrNothing(), readWalletSettings(), getTranslations("join"), getFormatter()]);
  if (!club) return <ErrorState title={t("away")} text={t("awayText")} />;
  const plans = await showPlans(club.plans);
  const left = club.maxMembers > 0 ? Math.max(0, club.maxMembers - club.members) : null;
  const expiry = viewer?.membership.expiresAt ? format.dateTime(new Date(viewer.membership.expiresAt), { dateStyle: "long", timeZone: "UTC" }) : null;
  return (
    <div className="mx-auto flex max-w-180 flex-col">
      {viewer?.roles.member ? <PageHeader title={t("memberTitle")} text={t("memberText")} /> : <PageHeader title={t("title")} text={t("text")} />}
      <ClientTexts namespaces={["join", "common"]}>
        <JoinFlow
          settings={settings}
          plans={plans}
          seatsLeft={left}
          viewer={viewer && { wallet: viewer.wallet, name: viewer.name, banned: viewer.banned, member: viewer.roles.member, active: viewer.membership.active, expired: viewer.membership.expired, expiry, renewable: viewer.membership.active && viewer.membership.expiresAt !== null }}
          next={ownPath(next)}
          switched={why === "switched"}
        />
      </ClientTexts>
    </div>
  );
}
