/** Answers as soon as the process serves; says nothing of its dependencies (see /api/ready). */
export const GET = () => Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
