import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { env } from "@/lib/platform/env";
import { ClientTexts } from "../_components/client-texts";
import { PageHeader } from "../_components/ui/page-header";
import { FormStates } from "./_components/form-states";
import { OverlayStates } from "./_components/overlay-states";
import { StaticStates } from "./_components/static-states";
import { Tokens } from "./_components/tokens";

export const metadata: Metadata = { robots: { index: false } };

/** Every component in each of its states. In development only: elsewhere the page does not exist. */
export default async function DesignPage() {
  if (env().NODE_ENV !== "development") notFound();
  const t = await getTranslations("design");
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="flex flex-col gap-12">
        <Tokens />
        <ClientTexts namespaces={["design", "common"]}>
          <FormStates />
          <OverlayStates />
        </ClientTexts>
        <StaticStates />
      </div>
    </>
  );
}
