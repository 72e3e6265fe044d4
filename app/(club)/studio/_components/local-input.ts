/** The zone of this device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone this browser knows, for a list to choose from. */
export const knownZones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone")];

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}

/** A moment as a `datetime-local` field writes it, on the clocks of a zone. */
export function toLocalInput(date: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(date);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

/**
 * The moment that a `datetime-local` field means on the clocks of a zone; null when it is none. A time that a change
 * to summer time leaves out is the same distance after it; one that comes twice is the first.
 */
export function fromLocalInput(value: string, zone: string): Date | null {
  const wall = Date.parse(`${value}Z`);
  if (value === "" || Number.isNaN(wall) || !isZone(zone)) return null;
  const shiftAt = (at: number): number => Date.parse(`${toLocalInput(new Date(at), zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  // The shift a day before and a day after are the only two candidates.
  const [before, after] = [shiftAt(wall - 86_400_000), shiftAt(wall + 86_400_000)];
  const fits = [before, after].map((shift) => wall - shift).filter((at) => toLocalInput(new Date(at), zone) === value.slice(0, 16));
  return new Date(fits.length > 0 ? Math.min(...fits) : wall - before);
}

/** The full hour after next on the clocks of a zone: a sensible first offer for a new plan. */
export function nextFullHour(now: Date, zone: string): string {
  const later = toLocalInput(new Date(now.getTime() + 2 * 3_600_000), zone);
  return `${later.slice(0, 14)}00`;
}
