import { describe, expect, test } from "vitest";
import { listAudit } from "@/lib/membership/list-audit";
import { cancelMint } from "@/lib/minting/cancel-mint";
import { retryMint } from "@/lib/minting/retry-mint";
import { mintPipelineView } from "@/lib/minting/schema";
import { viewPipeline } from "@/lib/minting/view-pipeline";
import { MINTER, turn, turnUntil } from "./minting-club";
import { useMintingClub } from "./use-minting-club";

const club = useMintingClub();

describe("the pipeline as admins see it", () => {
  test("default: queue, signer, cost and forecast", async () => {
    const [ana, ben] = [await club.earn({ badges: [1] }), await club.earn({ badges: [2] })];
    await turnUntil({ until: club.allFinal(ana._id, ben._id) });
    const cara = await club.earn({ badges: [3] });
    const view = mintPipelineView.parse(await viewPipeline());
    expect(view.counts).toMatchObject({ final: 2, pending: 1 });
    expect(view.items.map((item) => [item.memberId, item.shown])).toEqual([[cara._id, "queued"]]);
    expect(view.signer).toMatchObject({ address: MINTER.toLowerCase(), hold: null, low: false, lease: { owner: "worker-a" } });
    expect(BigInt(view.cost.fees)).toBeGreaterThan(0n);
    expect(view.cost).toMatchObject({ badges: 2 });
    expect(view.forecast).toBeGreaterThan(1000);
  });

  test("behavior: cancelled, it stays where it is; retried, it goes out; both are in the audit log", async () => {
    const ana = await club.earn({ badges: [1] });
    const id = (await club.items(ana._id))[0]?._id ?? "";
    expect(await cancelMint({ id, byId: ana._id })).toMatchObject({ state: "cancelled", shown: "skipped" });
    await turn();
    expect(await club.log()).toEqual([]);
    await retryMint({ id, byId: ana._id });
    await turnUntil({ until: club.allFinal(ana._id) });
    const acts = (await listAudit({})).items.map((line) => line.action);
    expect(acts).toEqual(expect.arrayContaining(["mint.cancelled", "mint.retried"]));
  });

  test("error: what is on its way or there cannot be cancelled", async () => {
    const ana = await club.earn({ badges: [1] });
    await turnUntil({ until: club.allFinal(ana._id) });
    const id = (await club.items(ana._id))[0]?._id ?? "";
    await expect(cancelMint({ id, byId: ana._id })).rejects.toMatchObject({ code: "conflict", reason: "wrong_state", details: { state: "final" } });
    await expect(retryMint({ id: "none", byId: ana._id })).rejects.toMatchObject({ code: "not_found" });
  });
});
