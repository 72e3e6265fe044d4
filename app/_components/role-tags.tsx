import { getTranslations } from "next-intl/server";
import type { RolesView } from "@/lib/membership/schema";
import { Tag } from "./ui/tag";

/** The roles of a member as words: the owner's stands for the admin's too. Nothing for a listener. */
export async function RoleTags({ roles }: { roles: RolesView }) {
  const t = await getTranslations("common");
  return (
    <>
      {roles.owner ? <Tag tone="accent">{t("roleOwner")}</Tag> : roles.admin ? <Tag tone="accent">{t("roleAdmin")}</Tag> : null}
      {roles.speaker ? <Tag>{t("roleSpeaker")}</Tag> : null}
    </>
  );
}
