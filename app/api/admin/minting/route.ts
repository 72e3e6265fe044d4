import { withAdmin } from "@/app/_server/with-member";
import { mintPipelineView } from "@/lib/minting/schema";
import { viewPipeline } from "@/lib/minting/view-pipeline";

/** The mint pipeline: what waits, what is stuck and why, the signer, the cost so far. */
export const GET = withAdmin(async () => Response.json(mintPipelineView.parse(await viewPipeline()), { headers: { "Cache-Control": "no-store" } }));
