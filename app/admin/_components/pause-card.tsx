"use client";
import { CircleCheck, Pause, Play } from "lucide-react";
import { ActStatus } from "@/app/_components/act-status";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import type { PanelAct } from "./use-panel-act";

type PauseCardProps = {
  contract: "membership" | "badges";
  paused: boolean;
  panel: PanelAct;
  /** What holds now and what the button does, in words. */
  texts: { on: string; onText: string; off: string; offText: string; pause: string; resume: string; paused: string; resumed: string };
};

/** Whether a contract goes on with its work, and the button that stops it or lets it go on. */
export function PauseCard({ contract, paused, panel, texts }: PauseCardProps) {
  const act = () => void panel.send("pause", { contract, functionName: paused ? "unpause" : "pause", args: [] }, () => (paused ? texts.resumed : texts.paused));
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        {paused ? <Pause aria-hidden size={20} className="shrink-0 text-warn" /> : <CircleCheck aria-hidden size={20} className="shrink-0 text-good" />}
        <div className="flex min-w-48 flex-1 flex-col gap-1">
          <p className="font-medium">{paused ? texts.off : texts.on}</p>
          <p className="text-sm text-muted">{paused ? texts.offText : texts.onText}</p>
        </div>
        <Button variant={paused ? "primary" : "danger"} size="sm" {...panel.press("pause")} icon={paused ? <Play aria-hidden size={16} /> : <Pause aria-hidden size={16} />} onClick={act} data-testid={`pause-${contract}`} data-state={paused ? "paused" : "on"}>
          {paused ? texts.resume : texts.pause}
        </Button>
      </div>
      <ActStatus state={panel.stateOf("pause")} onClose={panel.forget} />
    </Card>
  );
}
