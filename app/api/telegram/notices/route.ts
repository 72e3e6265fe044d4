import { parseJson } from "@/app/_server/parse-body";
import { withAccount } from "@/app/_server/with-member";
import { changeNoticeSettings, readNoticeSettings } from "@/lib/telegram/change-notice-settings";
import { noticeSettingsInput, noticeSettingsView } from "@/lib/telegram/schema";

export const GET = withAccount(async ({ viewer }) => Response.json(noticeSettingsView.parse(await readNoticeSettings({ memberId: viewer.id }))));

export const PATCH = withAccount(async ({ request, viewer }) => {
  const change = await parseJson(request, noticeSettingsInput);
  return Response.json(noticeSettingsView.parse(await changeNoticeSettings({ memberId: viewer.id, change })));
}, { telegram: true });
