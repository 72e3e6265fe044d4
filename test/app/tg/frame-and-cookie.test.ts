import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test } from "vitest";
import { setMiniAppCookie } from "@/app/_server/session-cookie";
import { proxy } from "@/proxy";

const CLUB = "https://club.example";

beforeAll(() => {
  process.env.APP_URL = CLUB;
  process.env.TELEGRAM_BOT_TOKEN = "4242:fake-token-for-tests";
});

const framersOf = (path: string) => /frame-ancestors ([^;]*)/.exec(proxy(new NextRequest(`${CLUB}${path}`)).headers.get("content-security-policy") ?? "")?.[1];

describe("the Mini App on https", () => {
  test("default: Telegram may frame its pages, and no others", () => {
    for (const path of ["/tg", "/tg/rooms", "/tg/rooms/r_1"]) expect(framersOf(path)).toBe("https://web.telegram.org");
    for (const path of ["/", "/join", "/tgx", "/join/tg", "/chain/tg/"]) expect(framersOf(path)).toBe("'none'");
  });

  test("default: its cookie counts inside of Telegram's frame, and only there", () => {
    expect(setMiniAppCookie("abc", 3600)).toBe("__Host-club_mini_app=abc; Path=/; HttpOnly; SameSite=None; Secure; Partitioned; Max-Age=3600");
  });
});
