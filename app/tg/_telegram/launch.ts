/** What Telegram gives the page it opens, in the part of the address that no server sees. */
export type Launch = { initData: string; startParam: string; theme: Record<string, string> };

const KEY = "tg:launch";

function parseTheme(text: string | null): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    return Object.fromEntries(Object.entries(parsed as object).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  } catch {
    return {};
  }
}

/** The launch in an address's hash, or null when Telegram did not open this page. */
export function parseLaunch(hash: string): Launch | null {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const initData = given.get("tgWebAppData");
  if (!initData) return null;
  return { initData, startParam: new URLSearchParams(initData).get("start_param") ?? given.get("tgWebAppStartParam") ?? "", theme: parseTheme(given.get("tgWebAppThemeParams")) };
}

/** The launch of this window: from its address, and kept over a reload, whose address has lost it. */
export function readLaunch(): Launch | null {
  const fresh = parseLaunch(location.hash);
  try {
    if (fresh) sessionStorage.setItem(KEY, JSON.stringify(fresh));
    return fresh ?? (JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Launch | null);
  } catch {
    return fresh;
  }
}

const PLACE = /^(rooms|progress|notices)(?:-(r_[0-9a-z]{26}))?$/;

/** A place as a start parameter of Telegram, which takes A-Z a-z 0-9 _ - only: "/tg/rooms/r_x" is "rooms-r_x". */
export const placeParam = (path: string): string => path.replace(/^\/tg\//, "").replace("/", "-");

/** The page a start parameter stands for, or null. */
export function placeOf(startParam: string): string | null {
  const [, page, roomId] = PLACE.exec(startParam) ?? [];
  if (!page || (roomId && page !== "rooms")) return null;
  return `/tg/${page}${roomId ? `/${roomId}` : ""}`;
}
