import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALES, localeOf, messagesOf } from "@/lib/platform/i18n";

/** The language of a page: the reader's own choice (cookie), else the browser's first language, else English. */
export default getRequestConfig(async () => {
  const wanted = (await cookies()).get("locale")?.value;
  const locale = LOCALES.find((known) => known === wanted) ?? localeOf((await headers()).get("accept-language"));
  return { locale, messages: messagesOf(locale), timeZone: "UTC" };
});
