import { describe, expect, test } from "vitest";
import { parseLaunch, placeOf, placeParam } from "@/app/tg/_telegram/launch";
import { contrast, themeOf } from "@/app/tg/_telegram/theme";
import { launchUrl, THEMES } from "../../fakes/telegram-page";
import { FakeTelegram } from "../../fakes/telegram-server";

const ROOM = "r_01j9z0c5m8k3t7w2x4y6v8b0d1";

describe("what Telegram hands over", () => {
  test("default: initData, theme and start parameter stand behind the #", async () => {
    const fake = await FakeTelegram.start();
    const url = launchUrl({ fake, user: { id: 1, first_name: "Ana" }, url: "https://club.example/tg", theme: "dark", startParam: `rooms-${ROOM}` });
    await fake.stop();
    const launch = parseLaunch(new URL(url).hash);
    expect(launch).toMatchObject({ startParam: `rooms-${ROOM}`, theme: { bg_color: "#17212b" } });
    expect(new URLSearchParams(launch?.initData).get("hash")).toMatch(/^[0-9a-f]{64}$/);
  });

  test("default: a place goes through a start parameter and back", () => {
    for (const path of ["/tg/rooms", `/tg/rooms/${ROOM}`, "/tg/progress", "/tg/notices"]) {
      expect(placeParam(path)).toMatch(/^[\w-]{1,64}$/);
      expect(placeOf(placeParam(path))).toBe(path);
    }
  });

  test("error: what Telegram did not hand over, and places that are none, are nothing", () => {
    for (const hash of ["", "#", "#join", "#tgWebAppVersion=9.1"]) expect(parseLaunch(hash)).toBeNull();
    expect(parseLaunch("#tgWebAppData=user%3Dme&tgWebAppThemeParams=%7Bno")).toMatchObject({ theme: {}, startParam: "" });
    for (const param of ["", "admin", "rooms-", "rooms-x", "progress-" + ROOM, "//evil.example", `rooms-${ROOM}/x`]) expect(placeOf(param)).toBeNull();
  });
});

describe("Telegram's theme", () => {
  test.each(["dark", "light"] as const)("default: the %s theme is worn, and everything can be read on its grounds", (name) => {
    const theme = themeOf(THEMES[name]);
    expect(theme?.scheme).toBe(name);
    expect(theme?.variables).toMatchObject({ "--c-surface": THEMES[name].bg_color, "--c-background": THEMES[name].secondary_bg_color });
    const of = (variable: string) => theme?.variables[`--c-${variable}`] ?? "";
    for (const ink of ["text", "muted", "accent", "live", "good", "warn", "bad"]) for (const ground of ["background", "surface", "raised"]) expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("on-accent"), of("accent"))).toBeGreaterThanOrEqual(4.5);
  });

  test("error: a theme that cannot be read or does not say enough is moved, or not worn", () => {
    const odd = themeOf({ bg_color: "#777777", text_color: "#787878", button_color: "#777777", hint_color: "#777777" });
    for (const ink of ["text", "muted", "accent"]) expect(contrast(odd?.variables[`--c-${ink}`] ?? "", odd?.variables["--c-surface"] ?? "")).toBeGreaterThanOrEqual(4);
    for (const params of [{}, { bg_color: "#ffffff" }, { bg_color: "red", text_color: "url(x)" }] as Record<string, string>[]) expect(themeOf(params)).toBeNull();
  });
});
