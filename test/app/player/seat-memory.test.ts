import { afterEach, beforeEach, expect, test, vi } from "vitest";

const ROOM = "r_00000000000000000000000000";

/** One tab: its storage survives a load of the page, its module does not. */
let storage: Map<string, string>;
let listeners: Map<string, () => void>;

async function loadPage(kept = storage) {
  vi.resetModules();
  listeners = new Map();
  const on = (name: string, listener: () => void) => listeners.set(name, listener);
  vi.stubGlobal("sessionStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) });
  vi.stubGlobal("window", { addEventListener: on });
  vi.stubGlobal("document", { addEventListener: on, visibilityState: "visible" });
  return import("@/app/_player/seat-memory");
}

beforeEach(() => {
  storage = new Map();
});
afterEach(() => vi.unstubAllGlobals());

test("default: a reload is the same page, in the same room, with the microphone as it was", async () => {
  const before = await loadPage();
  const device = before.pageDevice();
  before.rememberSeat(ROOM);
  before.rememberMicrophone(true);
  listeners.get("pagehide")?.();
  const after = await loadPage();
  expect(after.hadSeat(ROOM)).toBe(true);
  expect([after.pageDevice(), after.wasMicrophoneOpen()]).toEqual([device, true]);
});

test("behavior: a duplicate of an open tab is another page and sits nowhere", async () => {
  const first = await loadPage();
  const device = first.pageDevice();
  first.rememberSeat(ROOM);
  const copy = await loadPage(new Map(storage));
  expect(copy.hadSeat(ROOM)).toBe(false);
  expect(copy.pageDevice()).not.toBe(device);
});

test("behavior: another room starts with the microphone off; who left or was taken over remembers nothing", async () => {
  const page = await loadPage();
  page.rememberSeat(ROOM);
  page.rememberMicrophone(true);
  page.rememberSeat(ROOM.replace(/0$/, "1"));
  expect(page.wasMicrophoneOpen()).toBe(false);
  page.forgetSeat();
  listeners.get("pagehide")?.();
  expect(storage.size).toBe(0);
});

test("error: storage that is off or holds nonsense", async () => {
  storage.set("club.seat", "{nonsense");
  expect((await loadPage()).hadSeat(ROOM)).toBe(false);
  const page = await loadPage();
  vi.stubGlobal("sessionStorage", undefined);
  expect(page.hadSeat(ROOM)).toBe(false);
  expect(page.pageDevice()).toMatch(/^[0-9a-zA-Z-]{16,64}$/);
});

test("behavior: a mute by a moderator is followed once, over a reload too; a later one again", async () => {
  const before = await loadPage();
  before.rememberSeat(ROOM);
  before.rememberMicrophone(true);
  expect(before.followMute(null)).toBe(false);
  expect(before.followMute("2026-01-01T00:00:00.000Z")).toBe(true);
  expect(before.wasMicrophoneOpen()).toBe(false);
  before.rememberMicrophone(true);
  before.rememberSeat(ROOM);
  listeners.get("pagehide")?.();
  const after = await loadPage();
  after.rememberSeat(ROOM);
  expect(after.followMute("2026-01-01T00:00:00.000Z")).toBe(false);
  expect(after.wasMicrophoneOpen()).toBe(true);
  expect(after.followMute("2026-01-01T00:01:00.000Z")).toBe(true);
  expect(after.wasMicrophoneOpen()).toBe(false);
});
