import { getTranslations } from "next-intl/server";
import { Section } from "@/app/_components/ui/section";

const COLORS = [
  ["background", "bg-background"], ["surface", "bg-surface"], ["raised", "bg-raised"], ["line", "bg-line"], ["line-strong", "bg-line-strong"], ["text", "bg-text"],
  ["muted", "bg-muted"], ["accent", "bg-accent"], ["live", "bg-live"], ["good", "bg-good"], ["warn", "bg-warn"], ["bad", "bg-bad"],
] as const;
const SIZES = [["12", "text-xs"], ["14", "text-sm"], ["16", "text-base"], ["20", "text-lg font-semibold"], ["28", "text-xl font-semibold"]] as const;

/** The colours and sizes everything else is made of. */
export async function Tokens() {
  const t = await getTranslations("design");
  return (
    <>
      <Section title={t("colors")}>
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-6">
          {COLORS.map(([name, look]) => (
            <li key={name} className="flex flex-col gap-2">
              <span className={`h-16 rounded-card border border-line ${look}`} />
              <code className="font-mono text-xs text-muted">{name}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("sizes")}>
        <ul className="flex flex-col gap-3">
          {SIZES.map(([size, look]) => (
            <li key={size} className="flex items-baseline gap-4">
              <code className="w-8 shrink-0 font-mono text-xs text-muted">{size}</code>
              <span className={look}>{t("sample")}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
