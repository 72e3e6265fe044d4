import { describe, expect, test } from "vitest";
import { fromLocalInput, nextFullHour, toLocalInput } from "@/app/(club)/studio/_components/local-input";

describe("the time of a planned room", () => {
  test("default: what the field shows is the moment it means, on the clocks of the zone", () => {
    const at = new Date("2026-05-09T19:05:00.000Z");
    expect(toLocalInput(at, "Europe/Berlin")).toBe("2026-05-09T21:05");
    expect(fromLocalInput("2026-05-09T21:05", "Europe/Berlin")).toEqual(at);
    expect(fromLocalInput("2026-05-09T00:35", "Asia/Kolkata")).toEqual(new Date("2026-05-08T19:05:00.000Z"));
  });

  test("behavior: a summer time change: the hour that comes twice is the first, the one left out is the same distance on", () => {
    expect(fromLocalInput("2026-10-25T02:30", "Europe/Berlin")).toEqual(new Date("2026-10-25T00:30:00.000Z"));
    expect(fromLocalInput("2026-03-29T02:30", "Europe/Berlin")).toEqual(new Date("2026-03-29T01:30:00.000Z"));
  });

  test("behavior: the first offer is a full hour that is still to come", () => {
    expect(nextFullHour(new Date("2026-05-09T23:40:00.000Z"), "UTC")).toBe("2026-05-10T01:00");
  });

  test("error: an empty or broken field, or no such zone, is no time", () => {
    expect(fromLocalInput("", "UTC")).toBeNull();
    expect(fromLocalInput("tomorrow", "UTC")).toBeNull();
    expect(fromLocalInput("2026-05-09T21:05", "Mars/Olympus")).toBeNull();
  });
});
