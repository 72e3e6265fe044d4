/** A fault the person can mend: one sentence that says what happened and what to do. Printed without a stack. */
export class LocalFault extends Error {
  override name = "LocalFault";
}

/** The sentence for a caught error: known system faults are named, anything else keeps its own message. */
export function sentenceFor(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ENOSPC") return "The disk is full: free some space (2 GB is enough) and run the same command again.";
  if (code === "EACCES" || code === "EROFS") return `A file could not be written (${(error as Error).message}): check who owns this folder and its .club folder.`;
  return error instanceof Error ? error.message : String(error);
}
