/** The acts the log knows, by the word of their sentence in the catalogue. */
const ACTIONS = {
  "member.banned": "member_banned",
  "member.unbanned": "member_unbanned",
  "speaker.granted": "speaker_granted",
  "speaker.withdrawn": "speaker_withdrawn",
  "settings.changed": "settings_changed",
  "door.changed": "door_changed",
  "xp.corrected": "xp_corrected",
  "xp_rules.published": "xp_rules_published",
  "mint.retried": "mint_retried",
  "mint.cancelled": "mint_cancelled",
  "message.deleted": "message_deleted",
  "message.pinned": "message_pinned",
  "message.unpinned": "message_unpinned",
  "chat.slow_mode_set": "chat_slow_mode_set",
  "chat.member_muted": "chat_member_muted",
  "chat.member_unmuted": "chat_member_unmuted",
  "report.dismissed": "report_dismissed",
  "room.started": "room_started",
  "room.ended": "room_ended",
  "room.cancelled": "room_cancelled",
  "room.hand_lowered": "room_hand_lowered",
  "room.hands_cleared": "room_hands_cleared",
  "room.member_banned": "room_member_banned",
  "room.member_unbanned": "room_member_unbanned",
  "room.member_demoted": "room_member_demoted",
  "room.member_kicked": "room_member_kicked",
  "room.member_muted": "room_member_muted",
} as const;

/** The word for an act; `other` for one of a newer version, which is then shown by its own name. */
export const auditWord = (action: string) => (action in ACTIONS ? ACTIONS[action as keyof typeof ACTIONS] : "other");
