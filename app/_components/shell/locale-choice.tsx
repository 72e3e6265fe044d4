"use client";
import { useRouter } from "next/navigation";
import { Choice } from "./choice";
import { remember } from "./remember";

/** The language of the pages; for a signed-in member of bot and notices too. Each language is named in itself. */
export function LocaleChoice({ current, label, signedIn, names }: { current: "en" | "ru"; label: string; signedIn: boolean; names: { en: string; ru: string } }) {
  const router = useRouter();
  const choose = (locale: "en" | "ru") => {
    remember("locale", locale);
    // The page changes at once; the member's row follows, and a failure there costs only the language of notices.
    if (signedIn) void fetch("/api/me", { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ locale }) }).catch(() => undefined);
    router.refresh();
  };
  return <Choice label={label} value={current} onChoose={choose} options={[{ value: "en", label: names.en }, { value: "ru", label: names.ru }]} />;
}
