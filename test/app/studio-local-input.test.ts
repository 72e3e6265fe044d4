import { describe, expect, test } from "vitest";
import { fromLocalInput, nextFullHour, toLocalInput } from "@/app/(club)/studio/_components/local-input";

describe("the time of a planned room", () => {
  test("default: what the field shows is the moment it means", () => {
    const at = new Date(2026, 4, 9, 21, 5);
    expect(toLocalInput(at)).toBe("2026-05-09T21:05");
    expect(fromLocalInput("2026-05-09T21:05")).toEqual(at);
  });

  test("behavior: the first offer is a full hour that is still to come", () => {
    expect(nextFullHour(new Date(2026, 4, 9, 23, 40))).toBe("2026-05-10T01:00");
  });

  test("error: an empty or broken field is no time", () => {
    expect(fromLocalInput("")).toBeNull();
    expect(fromLocalInput("tomorrow")).toBeNull();
  });
});
