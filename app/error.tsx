"use client";
import { Button } from "./_components/ui/button";
import { ErrorState } from "./_components/ui/error-state";

/** A page that failed. Its words were left in the frame by the root layout: no catalogue has to load for them. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = typeof document === "undefined" ? undefined : document.getElementById("error-texts")?.dataset;
  if (!words) return null;
  return <ErrorState title={words.title ?? ""} text={error.digest ? `${words.text} (${error.digest})` : words.text} action={<Button onClick={reset}>{words.retry}</Button>} />;
}
