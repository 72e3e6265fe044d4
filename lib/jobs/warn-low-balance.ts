import { listAdminAccounts } from "@/lib/membership/list-admin-accounts";
import { env } from "@/lib/platform/env";
import { ether } from "@/lib/platform/ether";
import { isTelegramOn } from "@/lib/platform/telegram-api";
import { sendNotice } from "@/lib/telegram/send-notice";
import type { JobInput } from "./schema";

/** Tells the owner and every admin with a linked Telegram, once for each time the minter's balance runs low. */
export const handle = async ({ signer, balance, since }: JobInput<"warn-low-balance">): Promise<void> => {
  if (!isTelegramOn()) return;
  for (const memberId of await listAdminAccounts())
    await sendNotice({
      memberId,
      cause: `low-balance:${since}`,
      compose: (t, locale) => ({ text: t("telegram.lowBalance", { balance: ether(balance, locale), signer }), button: { label: t("telegram.openMinting"), url: `${env().APP_URL}/admin/minting` } }),
    });
};
