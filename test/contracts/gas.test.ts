import { beforeAll, describe, expect, test } from "vitest";
import { type GasReport, measureGas, missedBars } from "@/scripts/bench/measure-gas";

describe("gas", () => {
  let report: GasReport;
  beforeAll(async () => {
    report = await measureGas();
  }, 120_000);

  test.each([
    "single award, new member", "single award, second badge", "batch of 10, new members", "batch of 50, new members", "batch of 100, new members",
    "batch of 50, holders of another", "replay of 50 held", "buy with ETH", "renew with ETH", "grantBatch(50), each",
  ])("behavior: %s stays below its ceiling", (name) => {
    const figure = report.figures.find((candidate) => candidate.name === name);
    expect(figure?.gas).toBeLessThanOrEqual(figure?.ceiling ?? 0);
  });

  test("behavior: below OpenZeppelin and solady for holders, at most 6 % over solady for 100 new, 15 % over OpenZeppelin for a first one", () => {
    expect(missedBars(report)).toEqual([]);
  });

  test("behavior: 99 worst receivers fit into a transaction, and the honest one is served", () => {
    expect(report.loopingBatch.gas).toBeLessThan(16_700_000);
    expect(report.loopingBatch.served).toBe(1);
  });
});
