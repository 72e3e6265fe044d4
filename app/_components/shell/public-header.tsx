import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "../ui/link-button";
import { Logo } from "./logo";

/** The head of a page for somebody who is not signed in. */
export async function PublicHeader({ club }: { club: string }) {
  const t = await getTranslations("nav");
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex h-16 max-w-280 items-center justify-between gap-4 px-4 sm:px-6 lg:px-8">
        <Link href="/" prefetch={false} className="flex min-h-11 min-w-0 items-center gap-3 rounded-inner font-semibold">
          <Logo />
          <span className="truncate">{club}</span>
        </Link>
        <LinkButton href="/join" size="sm">{t("signIn")}</LinkButton>
      </div>
    </header>
  );
}
