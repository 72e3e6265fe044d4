"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { RequestError } from "../../_http/request";

/** Turns a failed request into the sentence for its reason: what happened, whether anything was lost, what to do. Needs the namespace `reasons`. */
export function useReason(): (error: unknown) => string {
  const t = useTranslations("reasons");
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof RequestError)) return t("internal");
      const values = { seconds: error.retryAfter ?? 5 };
      for (const key of [error.reason, error.code]) if (key && t.has(key as "internal")) return t(key as "internal", values as never);
      return t("internal");
    },
    [t],
  );
}
