"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { setPlayer } from "../../../../_components/shell/player-store";
import { RequestError } from "../../../../_http/request";
import { notify } from "../../../../_components/ui/notify";
import { FloatingPlayer } from "../../../../_player/floating-player";
import { joinRoom } from "../../../../_player/join-room";
import { fetchRoom } from "../../../../_player/room-api";
import { isOpen, isOver } from "../../../../_player/room-state";
import { hadSeat } from "../../../../_player/seat-memory";
import { type PlayerTexts, useSession } from "../../../../_player/session-store";
import { listen, type RealtimeConfig } from "../../../../_realtime/connection";
import { spread } from "../../../../_realtime/spread";
import { roomEvents, type RoomDetailView } from "@/lib/rooms/schema";
import { useReason } from "../../../_components/use-reason";
import { RoomDoor } from "./room-door";
import { RoomInside } from "./room-inside";
import { RoomOver } from "./room-over";

const CALM_MS = 600;
/** The room takes the whole screen but for the navigation. */
const WHOLE_SCREEN = "fixed inset-x-0 top-0 bottom-[calc(var(--nav-height)+var(--safe-bottom))] z-10 lg:bottom-(--room-bottom) lg:left-(--room-left)";

export type RoomScreenProps = { initial: RoomDetailView; memberId: string; admin: boolean; limited: boolean; config: RealtimeConfig; texts: PlayerTexts };

/** One room from door to end. The connection itself lives in the session store, outside of this page. */
export function RoomScreen(props: RoomScreenProps) {
  // The server sends equal props anew with every refresh; what is open stays open.
  const [{ initial, memberId, admin, limited, config, texts }] = useState(props);
  const reason = useReason();
  const [seen, setSeen] = useState(initial);
  const here = useSession((session) => session.roomId === initial.id);
  const phase = useSession((session) => (session.roomId === initial.id ? session.phase : "idle"));
  const live = useSession((session) => (session.roomId === initial.id ? session.detail : null));
  const departure = useSession((session) => (session.roomId === initial.id ? session.departure : null));
  // What was last heard inside knows the room; what this member is in it, the door asks anew.
  const detail = live && phase === "in" ? live : { ...(live && live.ver >= seen.ver ? live : seen), me: seen.me };
  // A session without the wallet listens, whoever it is.
  const runs = !limited && (detail.host.id === memberId || admin);

  const refresh = useCallback(() => void fetchRoom(initial.id).then(setSeen).catch(() => undefined), [initial.id]);
  const join = useCallback((how: { over?: boolean; resume?: boolean }) => {
    joinRoom({ roomId: initial.id, title: initial.title, memberId, config, texts, ...how })
      .then(() => setPlayer(<FloatingPlayer />))
      .catch((error: unknown) => {
        // Seated elsewhere and put out meanwhile are no faults: the door says so, and offers the way in.
        if (!(error instanceof RequestError && (error.reason === "seated_elsewhere" || error.reason === "kicked"))) notify({ id: "join", title: reason(error), tone: "bad" });
        refresh();
      });
  }, [config, initial.id, initial.title, memberId, reason, refresh, texts]);

  // A press on "Join room" in a list leads here with #join; a reload in the same tab goes back to its seat.
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const pressed = location.hash === "#join";
    if (pressed) history.replaceState(history.state, "", location.pathname);
    if (isOpen(initial.state) && (pressed || (initial.me.seated && hadSeat(initial.id)))) join({ resume: !pressed });
  }, [initial, join]);

  // In front of the door the club's own channel says when the room opens, starts or ends.
  useEffect(() => {
    if (phase !== "idle" || isOver(detail.state)) return;
    let stop: (() => void) | undefined;
    let left = false;
    // Many may wait at the door when it opens.
    const { soon, stop: forget } = spread(refresh, () => CALM_MS);
    void listen({ config, channel: "private-club", events: { "room.changed": roomEvents["room.changed"] }, handlers: { "room.changed": (event) => event.roomId === initial.id && soon() } })
      .then((leave) => (left ? leave() : (stop = leave)))
      .catch(() => undefined);
    return () => {
      left = true;
      forget();
      stop?.();
    };
  }, [config, detail.state, initial.id, phase, refresh]);
  useEffect(() => {
    if (phase === "idle" && here && departure) refresh();
  }, [departure, here, phase, refresh]);

  if (phase === "in") return <div className={WHOLE_SCREEN}><RoomInside detail={detail} memberId={memberId} runs={runs} /></div>;
  if (isOver(detail.state)) return <RoomOver detail={detail} memberId={memberId} />;
  return <RoomDoor detail={detail} runs={runs} joining={phase === "joining"} departure={departure} onJoin={(over) => join({ over })} onChanged={refresh} />;
}
