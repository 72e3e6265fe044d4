import { announceBadge } from "@/lib/minting/announce-badge";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { clubUrl } from "@/lib/telegram/club-link";
import { sendNotice } from "@/lib/telegram/send-notice";
import type { JobInput } from "./schema";

/** Tells a member's open pages what their badge's state is now, and in Telegram, once, that it is there for good. */
export const handle = async ({ memberId, badgeId }: JobInput<"notify-badge">): Promise<void> => {
  const told = await announceBadge({ memberId, badgeId });
  if (told?.state !== "final" || !isTelegramOn()) return;
  await sendNotice({
    memberId,
    cause: `badge:${badgeId}`,
    kind: "badge",
    compose: (t) => ({
      photo: clubUrl(`/api/metadata/badges/${badgeId}.png`),
      text: t("telegram.badgeEarned", { badge: t(`badges.name_${badgeId}` as "badges.name_1") }),
      ...(told.explorer ? { button: { label: t("telegram.viewBadge"), url: told.explorer } } : {}),
    }),
  });
};
