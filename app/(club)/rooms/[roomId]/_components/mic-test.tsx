"use client";
import { Mic, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../../_components/ui/button";
import type { MicFault } from "../../../../_player/devices";
import { faultOf } from "../../../../_player/devices";
import { startMicTest } from "../../../../_player/mic-test";

/** A voice, not a room. */
const HEARD = 0.08;
const SPOKEN_EVERY_MS = 500;

/** Shows how loud one's own microphone is. Nothing leaves the device. `onAllowed` runs once the browser gave the microphone. */
export function MicTest({ onAllowed }: { onAllowed: () => void }) {
  const t = useTranslations("room.devices.test");
  const faults = useTranslations("room.mic");
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<MicFault | null>(null);
  const [heard, setHeard] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const allowed = useRef(onAllowed);
  useEffect(() => {
    allowed.current = onAllowed;
  });
  useEffect(() => {
    if (!running) return;
    let stop: (() => void) | undefined;
    let over = false;
    let spoken = 0;
    startMicTest((level) => {
      if (level > HEARD) setHeard(true);
      const element = bar.current;
      if (!element) return;
      element.style.setProperty("--level", String(level));
      if (performance.now() - spoken < SPOKEN_EVERY_MS) return;
      spoken = performance.now();
      element.setAttribute("aria-valuenow", String(Math.round(level * 100)));
    }).then(
      (end) => {
        if (over) return end();
        stop = end;
        allowed.current();
      },
      (error: unknown) => {
        if (over) return;
        setFault(faultOf(error));
        setRunning(false);
      },
    );
    return () => {
      over = true;
      stop?.();
    };
  }, [running]);
  function start() {
    setFault(null);
    setHeard(false);
    setRunning(true);
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <Button icon={running ? <Square aria-hidden size={16} /> : <Mic aria-hidden size={16} />} onClick={running ? () => setRunning(false) : start} data-testid="mic-test">{running ? t("stop") : t("start")}</Button>
        <div ref={bar} role="meter" aria-label={t("level")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={0} data-testid="mic-level" className="h-3 flex-1 overflow-hidden rounded-full bg-raised">
          <div className="h-full origin-left rounded-full bg-good" style={{ transform: running ? "scaleX(var(--level, 0))" : "scaleX(0)" }} />
        </div>
      </div>
      <p role="status" className={fault ? "text-sm text-bad" : "text-sm text-muted"}>{fault ? `${faults(`fault.${fault}`)}. ${t(`help.${fault}`)}` : running ? (heard ? t("works") : t("speak")) : t("hint")}</p>
    </div>
  );
}
