import { ClientTexts } from "@/app/_components/client-texts";
import { readWalletSettings } from "@/app/_server/wallet-settings";
import { ClaimBadge } from "./claim-badge";

/** The member's own claim of one badge, with the texts it needs; rendered only while there is something to claim. */
export const ClaimOffer = async ({ badgeId }: { badgeId: number }) => (
  <ClientTexts namespaces={["badgesPage", "reasons", "common"]}><ClaimBadge badgeId={badgeId} settings={await readWalletSettings()} /></ClientTexts>
);
