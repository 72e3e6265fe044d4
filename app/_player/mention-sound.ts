const NOTES_HZ = [660, 880];
const NOTE_SECONDS = 0.14;
const LOUDNESS = 0.12;

let context: AudioContext | undefined;

/** Two soft notes when somebody calls the member while the page is not in sight. Silent where the browser forbids it. */
export function playMention(): void {
  if (typeof document === "undefined" || (!document.hidden && document.hasFocus())) return;
  try {
    context ??= new AudioContext();
    void context.resume();
    const gain = context.createGain();
    gain.connect(context.destination);
    NOTES_HZ.forEach((hertz, index) => {
      if (!context) return;
      const from = context.currentTime + index * NOTE_SECONDS;
      const note = context.createOscillator();
      note.frequency.value = hertz;
      note.connect(gain);
      note.start(from);
      note.stop(from + NOTE_SECONDS);
    });
    const end = context.currentTime + NOTES_HZ.length * NOTE_SECONDS;
    gain.gain.setValueAtTime(LOUDNESS, context.currentTime);
    gain.gain.exponentialRampToValueAtTime(0.001, end);
  } catch {
    // No sound device, or none allowed: the number of unread messages still says it.
  }
}
