/** Faults that no test can notice, or that are accepted, each with the reason. Named by file and fault. */
export const EXPLAINED: readonly { file: string; fault: string; reason: string }[] = [];
