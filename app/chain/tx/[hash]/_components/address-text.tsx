import { getTranslations } from "next-intl/server";
import { CopyButton } from "@/app/_components/ui/copy-button";
import { deployment } from "@/lib/platform/chain";

type ContractName = "membership" | "badges";

function contractName(address: string): ContractName | null {
  const { membership, badges } = deployment();
  if (address.toLowerCase() === membership.address.toLowerCase()) return "membership";
  return address.toLowerCase() === badges.address.toLowerCase() ? "badges" : null;
}

/** An address or hash to read and copy; the club's contracts by their name. */
export async function AddressText({ value, what, whole = false }: { value: string; what: string; whole?: boolean }) {
  const [t, common] = await Promise.all([getTranslations("chainTx"), getTranslations("common")]);
  const name = whole ? null : contractName(value);
  return (
    <span className="flex items-center gap-2 text-sm">
      <span className="min-w-0 flex-1 sm:flex-none">
        {name ? <span className="block font-medium">{t(`contracts.${name}`)}</span> : null}
        <span className="font-mono text-xs break-all text-muted">{value}</span>
      </span>
      <CopyButton value={value} label={t("copy", { what })} doneLabel={common("copied")} className="-my-3" />
    </span>
  );
}
