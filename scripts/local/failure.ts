/** A fault the person can mend: one sentence that says what happened and what to do. Printed without a stack. */
export class LocalFault extends Error {
  override name = "LocalFault";
}

const DISK_FULL = "The disk is full: free some space (2 GB is enough) and run the same command again.";

/** Whether a program's output tells of a full disk. */
export const tellsDiskFull = (output: string): boolean => /ENOSPC|no space left on device/i.test(output);

/** A fault told by a program's output: the plain sentence for a full disk, otherwise the given one with the output. */
export const faultFrom = (sentence: string, output: string): LocalFault => new LocalFault(tellsDiskFull(output) ? DISK_FULL : output.trim() === "" ? sentence : `${sentence}\n${output.trim()}`);

/** The sentence for a caught error: known system faults are named, anything else keeps its own message. */
export function sentenceFor(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ENOSPC") return DISK_FULL;
  if (code === "EACCES" || code === "EROFS") return `A file could not be written (${(error as Error).message}): check who owns this folder and its .club folder.`;
  return error instanceof Error ? error.message : String(error);
}
