import { CalendarClock, ChevronDown, Radio } from "lucide-react";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/(club)/_components/local-time";
import { Avatar } from "@/app/_components/ui/avatar";
import { Card } from "@/app/_components/ui/card";
import { LinkButton } from "@/app/_components/ui/link-button";
import { LiveTag } from "@/app/_components/ui/live-tag";
import { Section } from "@/app/_components/ui/section";
import { Stat } from "@/app/_components/ui/stat";
import type { Viewer } from "@/lib/auth/read-session";
import { readClub } from "@/lib/membership/read-club";
import type { ClubView } from "@/lib/membership/schema";
import { log } from "@/lib/platform/log";
import type { RoomView } from "@/lib/rooms/schema";
import { readRoomLists, VISITOR } from "./room-lists";
import { showPlans } from "./show-plans";
import { VoiceMark } from "./voice-mark";

const STEPS = ["connect", "pass", "talk"] as const;
const QUESTIONS = ["cost", "signed", "public", "refund", "telegram"] as const;

type Facts = { club: Omit<ClubView, "liveRooms"> | null; open: RoomView[]; next: RoomView[] };

/** The page tells what the club is even while its database or chain does not answer. */
async function readFacts(): Promise<Facts> {
  const [club, rooms] = await Promise.allSettled([readClub(), readRoomLists(VISITOR)]);
  for (const result of [club, rooms]) if (result.status === "rejected") log("http").warn({ err: result.reason }, "public home without a part");
  return { club: club.status === "fulfilled" ? club.value : null, ...(rooms.status === "fulfilled" ? rooms.value : { open: [], next: [] }) };
}

/** What the club is, what is on, how to join. Works without a wallet and without scripts. */
export async function PublicHome({ viewer }: { viewer: Viewer | null }) {
  const [t, format, locale, { club, open, next }] = await Promise.all([getTranslations("home"), getFormatter(), getLocale(), readFacts()]);
  const plans = await showPlans(club?.plans ?? []);
  const [live] = open;
  const [soon] = next;
  return (
    <div className="flex flex-col gap-16 pb-8 lg:gap-20">
      <div className="grid items-center gap-10 pt-4 lg:grid-cols-[3fr_2fr] lg:pt-12">
        <div className="flex flex-col items-start gap-6">
          <h1 className="text-xl font-semibold text-balance lg:max-w-140">{t("sentence")}</h1>
          <p className="max-w-120 text-muted">{t("lead")}</p>
          <div className="flex flex-wrap gap-3">
            <LinkButton href="/join" variant="primary" size="lg">{viewer ? t("getPass") : t("join")}</LinkButton>
            <LinkButton href="#how" size="lg" variant="ghost">{t("how")}</LinkButton>
          </div>
        </div>
        <OnNow live={live} soon={soon} locale={locale} texts={{ live: t("live"), listening: live ? t("listening", { count: live.listeners }) : "", soon: t("soon"), quiet: t("quietPublic"), host: t("hostedBy", { name: (live ?? soon)?.host.name ?? "" }) }} />
      </div>
      <Section title={t("how")} className="scroll-mt-20" >
        <ol id="how" className="grid gap-4 md:grid-cols-3">
          {STEPS.map((step, index) => (
            <li key={step}>
              <Card className="flex h-full flex-col gap-2">
                <span aria-hidden className="text-sm font-semibold text-accent tabular-nums">{index + 1}</span>
                <h3 className="font-medium">{t(`steps.${step}.title`)}</h3>
                <p className="text-sm text-muted">{t(`steps.${step}.text`)}</p>
              </Card>
            </li>
          ))}
        </ol>
      </Section>
      {plans.length > 0 ? (
        <Section title={t("plans")} text={t("plansText")}>
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {plans.map((shown) => (
              <li key={shown.plan.id}>
                <Card className="flex h-full flex-col gap-1">
                  <h3 className="font-medium">{shown.name}</h3>
                  <p className="text-xl font-semibold tabular-nums">{shown.price}</p>
                  <p className="pb-3 text-sm text-muted">{shown.per}</p>
                  <LinkButton href="/join" size="sm" className="mt-auto w-fit">{t("choose")}</LinkButton>
                </Card>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {club ? (
        <Section title={t("numbers")}>
          <dl className="grid grid-cols-2 gap-6 sm:grid-cols-3">
            <Stat label={t("members")} value={format.number(club.members)} {...(club.maxMembers > 0 ? { hint: t("ofSeats", { count: format.number(club.maxMembers) }) } : {})} />
            <Stat label={t("liveRooms")} value={format.number(open.filter((room) => room.state === "live").length)} />
            <Stat label={t("nextRooms")} value={format.number(next.length)} />
          </dl>
        </Section>
      ) : null}
      <Section title={t("questions")}>
        <div className="divide-y divide-line rounded-card border border-line bg-surface">
          {QUESTIONS.map((question) => (
            <details key={question} className="group px-4 sm:px-6">
              <summary className="flex min-h-14 items-center justify-between gap-4 py-3 font-medium">
                {t(`faq.${question}.q`)}
                <ChevronDown aria-hidden size={20} className="shrink-0 text-muted transition-transform duration-150 group-open:rotate-180" />
              </summary>
              <p className="max-w-160 pb-4 text-sm text-muted">{t(`faq.${question}.a`)}</p>
            </details>
          ))}
        </div>
      </Section>
    </div>
  );
}

type OnNowProps = { live: RoomView | undefined; soon: RoomView | undefined; locale: string; texts: { live: string; listening: string; soon: string; quiet: string; host: string } };

/** The one room that shows the club is alive: live, else the next one, else a quiet mark. */
function OnNow({ live, soon, locale, texts }: OnNowProps) {
  const room = live ?? soon;
  return (
    <Card pad="lg" className="flex flex-col gap-6">
      <VoiceMark active={Boolean(live)} />
      {room ? (
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-3 text-sm text-muted">
            {live ? <LiveTag label={texts.live} /> : <span className="inline-flex items-center gap-2"><CalendarClock aria-hidden size={16} />{texts.soon}</span>}
            {live ? <span className="tabular-nums">{texts.listening}</span> : soon?.scheduledAt ? <LocalTime iso={soon.scheduledAt} locale={locale} /> : null}
          </div>
          <p className="text-lg font-semibold break-words">{room.title}</p>
          <p className="flex items-center gap-2 text-sm text-muted"><Avatar wallet={room.host.wallet} size={24} />{texts.host}</p>
        </div>
      ) : (
        <p className="flex items-center gap-2 text-sm text-muted"><Radio aria-hidden size={16} />{texts.quiet}</p>
      )}
    </Card>
  );
}
