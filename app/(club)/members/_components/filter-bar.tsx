import { getTranslations } from "next-intl/server";
import type { MembersQuery } from "@/lib/membership/list-members";
import { MembersFilter } from "./members-filter";

const ROLES = ["owner", "admin", "speaker"] as const;
const LEVELS = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Search, role and level, in the reader's words. */
export async function FilterBar({ query }: { query: MembersQuery }) {
  const t = await getTranslations("members");
  return (
    <MembersFilter
      key={`${query.role ?? ""}:${query.minLevel ?? ""}`}
      texts={{ search: t("search"), searchHint: t("searchHint"), role: t("role"), minLevel: t("minLevel") }}
      q={query.q ?? ""}
      role={query.role ?? ""}
      minLevel={query.minLevel ? String(query.minLevel) : ""}
      roles={{ any: t("any.role"), options: ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) })) }}
      levels={{ any: t("any.level"), options: LEVELS.map((level) => ({ value: String(level), label: t("fromLevel", { level }) })) }}
    />
  );
}
