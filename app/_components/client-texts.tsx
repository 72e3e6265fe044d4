import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { messagesOf } from "@/lib/platform/i18n";

type Namespace = keyof ReturnType<typeof messagesOf>;

/**
 * Gives client components below it `useTranslations` for the named parts of the catalogue. Costs about 10 kB of script
 * the first time: for rich pages (room, studio), never for `/` or the root layout; small client components take texts as props.
 */
export async function ClientTexts({ namespaces, children }: { namespaces: readonly Namespace[]; children: ReactNode }) {
  const all = (await getMessages()) as ReturnType<typeof messagesOf>;
  const messages = Object.fromEntries(namespaces.map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
