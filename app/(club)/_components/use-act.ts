"use client";
import { useCallback, useRef, useState } from "react";
import { notify } from "../../_components/ui/notify";
import { useReason } from "./use-reason";

/**
 * Runs one act at a time: `busy` while it is on its way, a toast with its sentence when it was refused. Answers
 * whether it succeeded.
 */
export function useAct(): { busy: boolean; act: (work: () => Promise<unknown>) => Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const reason = useReason();
  const act = useCallback(
    async (work: () => Promise<unknown>) => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      try {
        await work();
        return true;
      } catch (error) {
        notify({ title: reason(error), tone: "bad" });
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [reason],
  );
  return { busy, act };
}
