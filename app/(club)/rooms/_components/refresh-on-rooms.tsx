"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { RealtimeConfig } from "../../../_realtime/connection";
import { spread } from "../../../_realtime/spread";

const CALM_MS = 800;

/** Shows the list anew when a room of the club opens, starts, fills or ends. The connection loads after the page. */
export function RefreshOnRooms(props: { config: RealtimeConfig }) {
  const router = useRouter();
  // The server sends an equal object anew with every refresh; the subscription stays.
  const [{ config }] = useState(props);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    const { soon, stop: forget } = spread(() => router.refresh(), () => CALM_MS);
    void Promise.all([import("../../../_realtime/connection"), import("@/lib/rooms/schema")])
      .then(([{ listen }, { roomEvents }]) => listen({ config, channel: "private-club", events: { "room.changed": roomEvents["room.changed"] }, handlers: { "room.changed": soon } }))
      .then((leave) => (left ? leave() : (stop = leave)))
      .catch(() => undefined);
    return () => {
      left = true;
      forget();
      stop?.();
    };
  }, [config, router]);
  return null;
}
