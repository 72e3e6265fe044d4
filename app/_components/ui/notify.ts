export type Notice = {
  title: string;
  text?: string;
  tone?: "plain" | "good" | "bad";
  /** Path of a small picture shown instead of the tone's mark, such as a badge. */
  image?: string;
  /** One act, such as the link to a transaction. */
  action?: { label: string; href?: string; onPress?: () => void };
  /** A later notice with the same id replaces the earlier one. */
  id?: string;
  /** Milliseconds; 6 s by default. */
  duration?: number;
};

export const NOTICE_EVENT = "club:notice";

/** Shows a toast. The toast code loads with the first one (see ToastHost in the root layout). Browser only. */
export const notify = (notice: Notice): void => {
  window.dispatchEvent(new CustomEvent<Notice>(NOTICE_EVENT, { detail: notice }));
};
