"use client";
import { useEffect, useState } from "react";
import { Skeleton } from "./skeleton";

type Pattern = { size: number; path: string };
/** White border a scanner needs, in modules. */
const QUIET = 4;

async function patternOf(text: string): Promise<Pattern> {
  const { create } = await import("qrcode");
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return { size: modules.size + QUIET * 2, path };
}

/** A text as a QR code, 200 px. Dark on white in both themes: cameras read nothing else reliably. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [pattern, setPattern] = useState<Pattern | null>(null);
  useEffect(() => {
    let current = true;
    void patternOf(text).then((made) => current && setPattern(made), () => undefined);
    return () => {
      current = false;
    };
  }, [text]);
  if (!pattern) return <Skeleton className="size-50 rounded-inner" />;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${pattern.size} ${pattern.size}`} width={200} height={200} shapeRendering="crispEdges" className="shrink-0 rounded-inner">
      <rect width={pattern.size} height={pattern.size} fill="#fff" />
      <path d={pattern.path} fill="#000" />
    </svg>
  );
}
