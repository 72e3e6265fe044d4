/** How long a link code may be used, in seconds. */
export const LINK_CODE_SECONDS = 600;

/** `/start` payloads hold at most 64 characters of A-Z a-z 0-9 _ -; a code has 43. */
export const isLinkCode = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** 0x1234…abcd: enough to recognise one's own wallet. */
export const shortWallet = (wallet: string): string => `${wallet.slice(0, 6)}…${wallet.slice(-4)}`;

/** The name a Telegram account shows: @user where there is one, else the first and last name. */
export const telegramNameOf = (user: { username?: string | undefined; first_name: string; last_name?: string | undefined }): string =>
  user.username ? `@${user.username}` : [user.first_name, user.last_name].filter(Boolean).join(" ").slice(0, 64);
