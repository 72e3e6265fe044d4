type Listener = (name: string, data: unknown) => void;

declare global {
  interface Window {
    /** What Telegram's own apps put into a page they open. */
    TelegramWebviewProxy?: { postEvent(name: string, data: string): void };
    Telegram?: { WebView?: { receiveEvent?: Listener } };
  }
}

const listeners = new Set<Listener>();

/** Whether somebody is there to talk to: Telegram's own app around the page, or its website. */
const isHeard = (): boolean => Boolean(window.TelegramWebviewProxy) || window.parent !== window;

/**
 * Asks Telegram for something outside of the page (core.telegram.org/api/web-events). Nothing secret is said, so the
 * website that frames the page needs no name: the content policy lets Telegram's alone.
 * @returns false when nobody listens
 */
export function tellTelegram(name: string, data: object = {}): boolean {
  if (!isHeard()) return false;
  const proxy = window.TelegramWebviewProxy;
  if (proxy) proxy.postEvent(name, JSON.stringify(data));
  else window.parent.postMessage(JSON.stringify({ eventType: name, eventData: data }), "*");
  return true;
}

function fromFrame(event: MessageEvent): void {
  if (event.source !== window.parent || typeof event.data !== "string") return;
  try {
    const { eventType, eventData } = JSON.parse(event.data) as { eventType?: unknown; eventData?: unknown };
    if (typeof eventType === "string") for (const listener of listeners) listener(eventType, eventData);
  } catch {
    // Other scripts of the frame speak here too.
  }
}

/** Hears what Telegram tells the page, until the returned function is called. */
export function hearTelegram(listener: Listener): () => void {
  if (listeners.size === 0) {
    window.addEventListener("message", fromFrame);
    window.Telegram = { ...window.Telegram, WebView: { ...window.Telegram?.WebView, receiveEvent: (name, data) => listeners.forEach((each) => each(name, data)) } };
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("message", fromFrame);
  };
}

/** Opens an address outside of Telegram, or inside of it when it is one of Telegram's own. False when nobody listens. */
export function openOutside(href: string): boolean {
  const { hostname, pathname, search } = new URL(href);
  return hostname === "t.me" ? tellTelegram("web_app_open_tg_link", { path_full: `${pathname}${search}` }) : tellTelegram("web_app_open_link", { url: href });
}
