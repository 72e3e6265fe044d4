type Actions = { onLeave: () => void; onToggleMic: () => void };

/** Tells the system what is playing, so that a locked screen shows it and keeps it going. */
export function showMediaSession({ title, club, onLeave, onToggleMic }: { title: string; club: string } & Actions): void {
  if (!("mediaSession" in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: club });
  navigator.mediaSession.playbackState = "playing";
  act("stop", onLeave);
  act("hangup", onLeave);
  act("togglemicrophone", onToggleMic);
}

/** Marks the microphone in the system's own controls. */
export function showMicrophone(on: boolean): void {
  if ("mediaSession" in navigator && "setMicrophoneActive" in navigator.mediaSession)
    void Promise.resolve(navigator.mediaSession.setMicrophoneActive(on)).catch(() => undefined);
}

export function clearMediaSession(): void {
  if (!("mediaSession" in navigator)) return;
  navigator.mediaSession.metadata = null;
  navigator.mediaSession.playbackState = "none";
  for (const action of ["stop", "hangup", "togglemicrophone"] as const) act(action, null);
}

function act(action: string, handler: (() => void) | null): void {
  try {
    navigator.mediaSession.setActionHandler(action as MediaSessionAction, handler);
  } catch {
    // Not every browser knows every action; the page's own buttons do the same.
  }
}
