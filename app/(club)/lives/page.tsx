import { permanentRedirect } from "next/navigation";

/** An old address of the list of rooms. */
export default function LivesPage(): never {
  permanentRedirect("/rooms");
}
