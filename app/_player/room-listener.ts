import { chatEvents, chatMemberEvents } from "@/lib/chat/schema";
import { MAX_SEATS_SHOWN } from "@/lib/rooms/rules";
import { memberEvents, roomEvents } from "@/lib/rooms/schema";
import { RequestError } from "../_http/request";
import { listen, listenToMember, type RealtimeConfig, watchRealtime } from "../_realtime/connection";
import { spread } from "../_realtime/spread";
import { sendWaiting } from "./chat-send";
import { catchUp, hearDeletion, hearEdit, hearKept, hearMessage, hearMute, recheckNewest, refreshKept } from "./chat-sync";
import { showPrompt } from "./presence-prompt";
import { hearReactions } from "./reaction-stream";
import { fetchRoom } from "./room-api";
import { applyHands, applyStage, isOver } from "./room-state";
import { followMute, pageDevice, rememberMicrophone } from "./seat-memory";
import { type Departure, patchSession, readSession } from "./session-store";
import { hearThanks } from "./thanks-toast";

const REFRESH_MS = 400;
/** So much longer for each person in it: a full room does not ask for all of itself again and again. */
const REFRESH_MS_PER_PERSON = 20;
/** So often in a row an answer that is older than what was heard meanwhile is asked for again. */
const MOST_STALE = 3;
/** Even with no event heard, what is shown is never older than this. */
const SURE_REFRESH_MS = 20_000;
/** Every so many rounds the chat's newest page, pin and mutes are looked at again. */
const ROUNDS_TO_RECHECK = 3;
/** While no event can be heard the room is asked this often. */
const AWAY_REFRESH_MS = 4_000;

type HearRoom = { roomId: string; memberId: string; config: RealtimeConfig; onGone: (why: Departure) => void; onLive: () => void };

/** Keeps the session's picture of a room true: events change it at once, a fetch soon after settles it. */
export function hearRoom({ roomId, memberId, config, onGone, onLive }: HearRoom): () => void {
  let stopped = false;
  let asked = 0;
  let taken = 0;
  let stale = 0;
  let stageVer = 0;
  let handsVer = 0;
  const stops: (() => void)[] = [];
  const hold = (opening: Promise<() => void>) =>
    void opening.then((stop) => (stopped ? stop() : stops.push(stop))).catch(() => patchSession({ realtime: "away" }));

  /** The room is ending: whoever stays in the sound is cut off in a moment, whoever goes now hears no crack. */
  const leaveSound = () =>
    void import("./voice").then(async ({ disconnectVoice }) => {
      if (stopped) return;
      await disconnectVoice();
      if (!stopped) patchSession({ voice: "off", mic: "none" });
    });

  /** A moderator's mute that came while this page was cut off for a moment: the voice server's own word of it is lost then. */
  const closeMicrophone = () =>
    void import("./voice-controls").then(async ({ setMicrophone }) => {
      await setMicrophone(false);
      if (!stopped) patchSession({ mutedByModerator: true });
    });

  async function refresh(): Promise<void> {
    const mine = ++asked;
    try {
      const detail = await fetchRoom(roomId);
      if (stopped || mine < taken) return;
      if (detail.eventSeq < Math.max(stageVer, handsVer) && ++stale <= MOST_STALE) return refreshSoon();
      [taken, stale] = [mine, 0];
      stageVer = Math.max(stageVer, detail.eventSeq);
      handsVer = Math.max(handsVer, detail.eventSeq);
      if (isOver(detail.state)) return onGone("ended");
      if (detail.state === "ending") leaveSound();
      const invited = detail.me.hand?.state === "invited" && detail.me.hand.inviteExpiresAt;
      patchSession({ detail, invite: invited ? { expiresAt: invited } : null });
      showPrompt(detail.me.prompt);
      if (followMute(detail.me.mutedAt) && readSession().mic === "on") closeMicrophone();
      if (detail.state === "live" && readSession().voice === "off") onLive();
    } catch (error) {
      // Out of the club meanwhile. Anything else the next event or the next round asks again.
      if (!stopped && error instanceof RequestError && (error.status === 401 || error.status === 403)) onGone("refused");
    }
  }
  const { soon: refreshSoon, stop: forget } = spread(() => void refresh(), () => REFRESH_MS + Math.min(readSession().detail?.listeners ?? 0, MAX_SEATS_SHOWN) * REFRESH_MS_PER_PERSON);
  const ask = () => {
    void refresh();
    void catchUp();
  };
  let rounds = 0;
  const round = setInterval(() => {
    ask();
    // A change to a message has no number of its own: one whose event was lost is found by looking again.
    if (++rounds % ROUNDS_TO_RECHECK === 0) void recheckNewest().then(refreshKept);
  }, SURE_REFRESH_MS);
  const awayRound = setInterval(() => readSession().realtime !== "connected" && ask(), AWAY_REFRESH_MS);

  hold(
    listen({
      config,
      channel: `private-room-${roomId}`,
      events: { ...roomEvents, ...chatEvents },
      onSubscribed: () => {
        void catchUp().then(recheckNewest);
        void refreshKept();
        sendWaiting();
        void refresh();
      },
      handlers: {
        "room.changed": ({ ver, state, title, listeners }) => {
          const { detail } = readSession();
          const news = !detail || ver > detail.ver || state !== detail.state;
          if (detail && ver >= detail.ver) patchSession({ detail: { ...detail, ver, state, title, listeners } });
          if (isOver(state)) onGone("ended");
          else if (state === "ending") leaveSound();
          // Beyond that the list shows a part only: who comes and goes changes the number alone.
          else if (news || listeners <= MAX_SEATS_SHOWN) refreshSoon();
        },
        "stage.changed": ({ ver, seats }) => {
          const { detail } = readSession();
          if (!detail || ver < stageVer) return;
          stageVer = ver;
          patchSession({ detail: applyStage(detail, seats) });
          refreshSoon();
        },
        "hands.changed": ({ ver, hands, locked, more }) => {
          const { detail } = readSession();
          if (!detail || ver < handsVer) return;
          handsVer = ver;
          const next = applyHands(detail, hands, locked, memberId);
          const until = next.me.hand?.state === "invited" ? next.me.hand.inviteExpiresAt : null;
          // A long queue comes by its head only: whoever is not in it asks.
          if (!more || next.me.hand) patchSession({ detail: next, invite: until ? { expiresAt: until } : null });
          else patchSession({ detail: { ...next, me: detail.me } });
          if (more) refreshSoon();
        },
        moderation: ({ action, memberId: on }) => {
          if (on === memberId && (action === "kick" || action === "ban")) return onGone("kicked");
          // Also when the sound is cut just now: it comes back with the microphone closed.
          if (on === memberId && (action === "mute" || action === "demote")) rememberMicrophone(false);
          if (on === memberId && action === "mute") void refresh();
          else refreshSoon();
        },
        "message.created": ({ message }) => hearMessage(message),
        "message.edited": ({ message }) => hearEdit(message),
        "message.deleted": ({ seq, by }) => hearDeletion(seq, by),
        "chat.changed": (change) => hearKept({ ...change, moderator: readSession().detail?.me.moderator ?? false }),
        reactions: ({ counts }) => hearReactions(counts),
      },
    }),
  );
  hold(
    listenToMember({
      config,
      events: { ...memberEvents, ...chatMemberEvents },
      handlers: {
        "hand.invited": (invite) => {
          if (invite.roomId === roomId) patchSession({ invite: { expiresAt: invite.expiresAt } });
        },
        "chat.muted": (mute) => mute.roomId === roomId && hearMute(mute.until),
        "support.received": (thanks) => thanks.roomId === roomId && hearThanks(thanks.from.name),
        "seat.taken": (taken) => {
          if (taken.roomId === roomId && taken.device !== pageDevice()) onGone("elsewhere");
        },
        "presence.prompt": (prompt) => {
          if (prompt.roomId === roomId) showPrompt({ promptId: prompt.promptId, expiresAt: prompt.expiresAt });
        },
      },
    }),
  );
  hold(watchRealtime(config, (realtime) => patchSession({ realtime })));
  // Chat works by plain requests too: without realtime it still opens.
  void catchUp();
  void refreshKept();
  sendWaiting();

  return () => {
    stopped = true;
    forget();
    clearInterval(round);
    clearInterval(awayRound);
    stops.forEach((stop) => stop());
  };
}
