import { afterAll, beforeAll, beforeEach } from "vitest";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { type MintingClub, startMintingClub } from "./minting-club";

/** The club of a test file: started before its first test, empty before each, stopped after the last. */
export function useMintingClub(options: Parameters<typeof startMintingClub>[0] = {}): MintingClub {
  // Filled before the first test; what the tests close over is this one object.
  const club = {} as MintingClub;
  beforeAll(async () => {
    Object.assign(club, await startMintingClub(options));
    await createDeclaredIndexes();
  });
  beforeEach(() => club.wipe());
  afterAll(() => club.stop());
  return club;
}
