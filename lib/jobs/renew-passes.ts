import { renewDuePasses } from "@/lib/membership/renew-due-passes";

/** Renews the passes that are due; the slot only names the job. */
export const handle = async (): Promise<void> => {
  await renewDuePasses();
};
