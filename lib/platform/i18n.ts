import { createTranslator } from "use-intl/core";
import en from "@/lib/messages/en.json";
import ru from "@/lib/messages/ru.json";

export const LOCALES = ["en", "ru"] as const;
export type Locale = (typeof LOCALES)[number];

const MESSAGES = { en, ru } as const;

/** The whole catalogue of a language; the English one is the reference for keys. */
export const messagesOf = (locale: Locale): typeof en => MESSAGES[locale] as typeof en;

/** Texts for what is not a page: bot, notices, worker. Same catalogue, same ICU rules as the pages; times in `timeZone`. */
export const translator = (locale: Locale, timeZone = "UTC") => createTranslator({ locale, messages: messagesOf(locale), timeZone });

/** The best supported language for a BCP 47 tag such as `ru-RU`; English when unknown. */
export const localeOf = (tag: string | null | undefined): Locale => (tag?.toLowerCase().startsWith("ru") ? "ru" : "en");
