import { withErrors } from "@/app/_server/with-errors";
import { answerFile } from "@/app/api/metadata/answer-file";
import { readMetadataFile } from "@/lib/badges/serve-metadata";

/** Token and contract metadata of the membership collection: `{id}.json`, `.png`, `.svg`, `contract.json`. */
export const GET = withErrors(async ({ request, params }) => answerFile(request, await readMetadataFile({ collection: "membership", file: String(params.file) })));
