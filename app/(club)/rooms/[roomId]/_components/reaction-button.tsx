"use client";
import { Flame, Heart, type LucideIcon, Laugh, PartyPopper, Sparkles, ThumbsUp } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Popover from "radix-ui/popover";
import { useRef } from "react";
import { REACTIONS } from "@/lib/chat/schema";
import { notify } from "../../../../_components/ui/notify";
import { type Reaction, showOwnReaction } from "../../../../_player/reaction-stream";
import { react } from "../../../../_player/chat-api";
import { RequestError } from "../../../../_http/request";
import { useReason } from "../../../_components/use-reason";
import { ControlButton } from "./control-button";

export const REACTION_ICON = { heart: Heart, clap: PartyPopper, laugh: Laugh, wow: Sparkles, fire: Flame, thumb: ThumbsUp } as const satisfies Record<Reaction, LucideIcon>;
const PAUSE_MS = 260;

/** Six quick marks of sympathy. Shown at once; the others see them counted together. */
export function ReactionButton({ roomId }: { roomId: string }) {
  const t = useTranslations("room.reactions");
  const reason = useReason();
  const last = useRef(0);
  function send(kind: Reaction) {
    if (Date.now() - last.current < PAUSE_MS) return;
    last.current = Date.now();
    showOwnReaction(kind);
    // Too fast is no fault worth a word: the next tap counts again.
    react(roomId, kind).catch((error: unknown) => {
      if (!(error instanceof RequestError && error.status === 429)) notify({ id: "reaction", title: reason(error), tone: "bad" });
    });
  }
  return (
    <Popover.Root>
      <Popover.Trigger asChild><ControlButton icon={<Heart aria-hidden size={20} />} word={t("react")} data-testid="reactions" /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content side="top" sideOffset={8} collisionPadding={8} aria-label={t("react")} className="z-40 flex animate-enter gap-1 rounded-card border border-line bg-raised p-1 shadow-pop">
          {REACTIONS.map((kind) => {
            const Icon = REACTION_ICON[kind];
            return (
              <button key={kind} type="button" aria-label={t(kind)} title={t(kind)} onClick={() => send(kind)} className="flex size-11 items-center justify-center rounded-inner text-text transition-colors duration-150 hover:bg-line hover:text-accent" data-testid={`react-${kind}`}>
                <Icon aria-hidden size={20} />
              </button>
            );
          })}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
