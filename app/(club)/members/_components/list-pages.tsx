import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_components/ui/link-button";

export type ListPagesProps = { path: string; query: Record<string, string | number | undefined>; next: string | null };

/** On through a list whose pages follow one another, and back to its beginning. Nothing for a list of one page. */
export async function ListPages({ path, query, next }: ListPagesProps) {
  const { cursor, ...rest } = query;
  if (!next && cursor === undefined) return null;
  const t = await getTranslations("members");
  const href = (at?: string) => {
    const given = Object.entries({ ...rest, cursor: at }).flatMap(([key, value]) => (value === undefined || value === "" ? [] : [[key, String(value)]]));
    return given.length > 0 ? `${path}?${new URLSearchParams(given).toString()}` : path;
  };
  return (
    <nav aria-label={t("page")} className="flex justify-end gap-2">
      {cursor === undefined ? null : <LinkButton size="sm" href={href()}>{t("first")}</LinkButton>}
      {next ? <LinkButton size="sm" href={href(next)}>{t("next")}</LinkButton> : null}
    </nav>
  );
}
