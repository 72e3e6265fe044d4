"use client";
import { useCallback, useState } from "react";
import { useAskAgain } from "../../../_hooks/use-ask-again";
import { request } from "../../../_http/request";
import { type LinkStartView, type LinkView, linkStartView, linkView } from "@/lib/telegram/schema";

const PATH = "/api/telegram/link";
const ASK_EVERY_MS = 2_000;
/** Asked for a little longer than a link lives: the answer in the bot may come in its last second. */
const MAX_ASKS = 330;

/**
 * The state of the Telegram link. While a link is offered or waits for the last word, the club is asked every two
 * seconds, as long as the page is in sight.
 */
export function useTelegramLink(initial: LinkView) {
  const [link, setLink] = useState(initial);
  const [offer, setOffer] = useState<LinkStartView | null>(null);
  const waiting = offer !== null && (link.state === "none" || link.state === "linked");
  const read = useCallback(async () => setLink(await request(PATH, { parse: (value) => linkView.parse(value) })), []);
  const ask = useCallback(() => void read().catch(() => undefined), [read]);
  useAskAgain({ waiting, ask, everyMs: ASK_EVERY_MS, most: MAX_ASKS });

  const start = async () => setOffer(await request(PATH, { method: "POST", body: {}, parse: (value) => linkStartView.parse(value) }));
  /** Another Telegram account in the place of the linked one. */
  const replace = async () => setOffer(await request(PATH, { method: "POST", body: { replace: true }, parse: (value) => linkStartView.parse(value) }));
  const settle = async (method: "POST" | "DELETE") => {
    setLink(await request(`${PATH}/confirm`, { method, ...(method === "POST" ? { body: {} } : {}), parse: (value) => linkView.parse(value) }));
    setOffer(null);
  };
  const confirm = () => settle("POST");
  /** Makes the code that somebody else answered worthless. */
  const refuse = () => settle("DELETE");
  const unlink = async () => {
    await request(PATH, { method: "DELETE", parse: () => undefined });
    setOffer(null);
    setLink({ state: "none" });
  };
  return { link, offer, start, replace, confirm, refuse, unlink, read };
}
