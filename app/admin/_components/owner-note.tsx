"use client";
import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";

/** Said in place of a form to whoever may look but not act. */
export function OwnerNote() {
  const t = useTranslations("admin");
  return (
    <p className="flex items-start gap-2 text-sm text-muted">
      <Lock aria-hidden size={16} className="mt-0.5 shrink-0" />
      <span>{t.rich("ownerOnly", { link: (text) => <Link href="/admin/admins" prefetch={false} className="text-accent underline-offset-4 hover:underline">{text}</Link> })}</span>
    </p>
  );
}
