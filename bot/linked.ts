import { standingOf } from "@/lib/membership/find-standing";
import { ClubError } from "@/lib/platform/errors";
import { clubUrl } from "@/lib/telegram/club-link";
import { memberOfTelegram } from "@/lib/telegram/find-link";
import { type ClubContext, type Screen, show } from "./context";
import { pageButton } from "./keyboards";

type Standing = Awaited<ReturnType<typeof standingOf>>;

/** Shows a screen of a linked member; others are told what is missing and get the button to it. */
export const forMembers = (screen: (ctx: ClubContext, standing: Standing) => Promise<Screen>) => async (ctx: ClubContext): Promise<void> => {
  const memberId = ctx.from ? await memberOfTelegram({ telegramId: ctx.from.id }) : null;
  if (!memberId) return show(ctx, { text: ctx.t("telegram.linkFirst", { url: clubUrl("/settings") }), keyboard: pageButton(ctx, ctx.t("telegram.openSettings"), "/settings") });
  try {
    const standing = await standingOf({ memberId });
    if (standing.banned) return await show(ctx, { text: ctx.t("telegram.banned") });
    if (!standing.roles.member) return await show(ctx, { text: ctx.t("telegram.passNeeded", { url: clubUrl("/join") }), keyboard: pageButton(ctx, ctx.t("telegram.getPass"), "/join") });
    await show(ctx, await screen(ctx, standing));
  } catch (error) {
    if (!(error instanceof ClubError && error.code === "unavailable")) throw error;
    await show(ctx, { text: ctx.t("telegram.away") });
  }
};
