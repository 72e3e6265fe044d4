import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { RoleTags } from "@/app/_components/role-tags";
import { Avatar } from "@/app/_components/ui/avatar";
import { shortAddress } from "@/app/_components/ui/short-address";
import type { MemberView } from "@/lib/membership/schema";

/** One member of the list: who, and what they are here. */
export async function MemberRow({ member, own }: { member: MemberView; own: boolean }) {
  const t = await getTranslations("members");
  return (
    <li>
      <Link href={`/members/${member.wallet}`} prefetch={false} className="flex min-h-14 items-center gap-4 px-4 py-2 transition-colors duration-150 hover:bg-raised">
        <Avatar wallet={member.wallet} size={40} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex min-w-0 items-center gap-2 text-sm font-medium">
            <span className="truncate">{member.name}</span>
            {own ? <span className="shrink-0 font-normal text-muted">{t("you")}</span> : null}
          </span>
          <span className="flex flex-wrap gap-x-2 text-xs whitespace-nowrap text-muted">
            <span>{t("level", { level: member.level })}</span>
            {member.name === shortAddress(member.wallet) ? null : <span className="font-mono">{shortAddress(member.wallet)}</span>}
          </span>
        </span>
        <span className="flex shrink-0 flex-wrap justify-end gap-1"><RoleTags roles={member.roles} /></span>
      </Link>
    </li>
  );
}
