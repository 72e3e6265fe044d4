import { permanentRedirect } from "next/navigation";

/** An old address of a room. */
export default async function LivePage({ params }: { params: Promise<{ roomId: string }> }): Promise<never> {
  permanentRedirect(`/rooms/${encodeURIComponent((await params).roomId)}`);
}
