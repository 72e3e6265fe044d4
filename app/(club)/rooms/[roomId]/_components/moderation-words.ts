/** The acts the room's log knows, by the word of their sentence in the catalogue. */
const WORDS = {
  "room.started": "started", "room.ended": "ended", "room.ended_hostless": "endedHostless", "room.cancelled": "cancelled", "room.host_changed": "hostChanged",
  "room.cohost_added": "cohostAdded", "room.cohost_removed": "cohostRemoved", "room.hand_lowered": "handLowered",
  "room.hands_cleared": "handsCleared", "room.hands_locked": "handsLocked", "room.hands_unlocked": "handsUnlocked",
  "room.member_muted": "muted", "room.member_demoted": "demoted", "room.member_kicked": "kicked", "room.member_banned": "banned", "room.member_unbanned": "unbanned",
  "message.deleted": "messageDeleted", "message.pinned": "messagePinned", "message.unpinned": "messageUnpinned",
  "chat.slow_mode_set": "slowMode", "chat.member_muted": "chatMuted", "chat.member_unmuted": "chatUnmuted",
} as const;

/** The word for an act; null for one of a newer version, which is then shown by its own name. */
export const logWord = (action: string) => (action in WORDS ? WORDS[action as keyof typeof WORDS] : null);
