const two = (value: number): string => String(value).padStart(2, "0");

/** A moment as a `datetime-local` field writes it, in the reader's own time zone. */
export const toLocalInput = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;

/** The moment that a `datetime-local` field means in the reader's own time zone; null when it is none. */
export function fromLocalInput(value: string): Date | null {
  const date = new Date(value);
  return value === "" || Number.isNaN(date.getTime()) ? null : date;
}

/** The full hour after next: a sensible first offer for a new plan. */
export function nextFullHour(now: Date): string {
  const date = new Date(now);
  date.setHours(date.getHours() + 2, 0, 0, 0);
  return toLocalInput(date);
}
