import { describe, expect, test } from "vitest";
import { faultText } from "@/app/_web3/fault-text";
import { ChainFault } from "@/lib/platform/chain-errors";
import { messagesOf } from "@/lib/platform/i18n";

describe("faultText", () => {
  const faults = messagesOf("en").wallet.faults;

  test("default: the gaps of a sentence are filled", () => {
    expect(faultText(new ChainFault("shortBalance", { amount: "0.01 ETH" }), faults).text).toContain("short of 0.01 ETH");
  });

  test("behavior: the chain's own words come along only where the sentence does not say it all", () => {
    expect(faultText({ code: 4001, message: "User denied" }, faults)).toEqual({ key: "rejected", text: faults.rejected, detail: "" });
    expect(faultText(new Error("odd"), faults)).toEqual({ key: "unknown", text: faults.unknown, detail: "odd" });
  });
});
