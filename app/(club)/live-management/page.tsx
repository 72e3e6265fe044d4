import { permanentRedirect } from "next/navigation";

/** An old address of the studio. */
export default function LiveManagementPage(): never {
  permanentRedirect("/studio");
}
