"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Shows the page anew when somebody comes back from the browser: it may be another one now. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    const seen = () => document.visibilityState === "visible" && router.refresh();
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("focus", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("focus", seen);
    };
  }, [router]);
  return null;
}
