const UNIT = 10n ** 12n;

/** Wei as ether with at most six digits after the point, in the reader's own writing of numbers. Rounded down. */
export const ether = (wei: string, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(BigInt(wei) / UNIT) / 1_000_000);
