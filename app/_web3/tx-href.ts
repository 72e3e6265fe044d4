/** The page of a transaction: on the configured explorer, or the club's own on the local chain, which has none. */
export const txHref = (explorerUrl: string | null, hash: string): string => (explorerUrl ? `${explorerUrl}/tx/${hash}` : `/chain/tx/${hash}`);
