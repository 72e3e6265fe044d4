import { withErrors } from "@/app/_server/with-errors";
import { ClubError } from "@/lib/platform/errors";

const notFound = withErrors(
  async () => {
    throw new ClubError("not_found", "There is nothing at this address.");
  },
  { limit: null, anyOrigin: true },
);

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT };
