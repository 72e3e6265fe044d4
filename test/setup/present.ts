/** The value, which a test knows to be there; a test that is wrong about it fails here and says so. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("The test expected a value here.");
  return value;
}
