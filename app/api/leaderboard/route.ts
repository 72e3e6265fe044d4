import { readLeaderboard } from "@/lib/xp/read-leaderboard";
import { leaderboardQuery, leaderboardView } from "@/lib/xp/schema";
import { parseQuery } from "@/app/_server/parse-body";
import { withMember } from "@/app/_server/with-member";

export const GET = withMember(async ({ request, viewer }) => {
  const { period, cursor } = parseQuery(request, leaderboardQuery);
  const { id, name, wallet } = viewer;
  return Response.json(leaderboardView.parse(await readLeaderboard({ period, page: Number(cursor ?? 0), me: { id, name, wallet } })), { headers: { "Cache-Control": "no-store" } });
});
