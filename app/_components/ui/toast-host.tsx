"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import { NOTICE_EVENT, type Notice } from "./notify";

const ToastArea = lazy(() => import("./toast"));

/** Waits for the first notice, then loads the toast code. Once, in the root layout. */
export function ToastHost({ label }: { label: string }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  useEffect(() => {
    // Only the newest few: the area shows each as it comes and keeps its own list.
    const add = (event: Event) => setNotices((known) => [...known.slice(-4), (event as CustomEvent<Notice>).detail]);
    window.addEventListener(NOTICE_EVENT, add);
    return () => window.removeEventListener(NOTICE_EVENT, add);
  }, []);
  return notices.length > 0 ? <Suspense><ToastArea label={label} notices={notices} /></Suspense> : null;
}
