import type { WalletSettings } from "./wallet-settings";

/** The page that shows a transaction: the configured explorer, or the club's own page on the local chain. */
export const txHref = ({ explorerUrl }: Pick<WalletSettings, "explorerUrl">, hash: string): string => (explorerUrl ? `${explorerUrl}/tx/${hash}` : `/chain/tx/${hash}`);
