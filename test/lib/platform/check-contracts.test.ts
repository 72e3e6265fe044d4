import { createPublicClient, createTestClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkContracts } from "@/lib/platform/check-contracts";
import { chainReader } from "@/lib/platform/chain";
import { env } from "@/lib/platform/env";
import { deployTestClub, type TestClub } from "../../setup/deployed-club";

let club: TestClub;
beforeAll(async () => {
  club = await deployTestClub();
});
afterAll(() => club.end());

/** Puts other code at an address of the chain for the time of a check. */
async function withCode(address: `0x${string}`, bytecode: `0x${string}`, check: () => Promise<void>) {
  const chain = createTestClient({ mode: "anvil", transport: http(env().RPC_URL) });
  const code = await chainReader().getCode({ address });
  await chain.setCode({ address, bytecode });
  await check();
  await chain.setCode({ address, bytecode: code ?? "0x" });
}

describe("checkContracts", () => {
  test("default: chain and deployment file agree", async () => {
    await expect(checkContracts()).resolves.toBeUndefined();
  });

  test.each(["membership", "badges"] as const)("error: other code, or none, where the file says the %s contract is", async (name) => {
    const { address } = club.deployment[name];
    await withCode(address, "0x60016001", () => expect(checkContracts()).rejects.toThrow(`The code at ${address} on chain 31337 is not that of the ${name} contract in the deployment file`));
    await withCode(address, "0x", () => expect(checkContracts()).rejects.toThrow(`There is no ${name} contract at ${address} on chain 31337`));
  });

  test("behavior: a chain that does not answer keeps nothing closed", async () => {
    const reader = createPublicClient({ transport: http("http://127.0.0.1:1", { retryCount: 0, timeout: 500 }) });
    await expect(checkContracts({ reader })).resolves.toBeUndefined();
  });
});
