export type LevelRingProps = {
  level: number;
  /** Share of the way to the next level, 0 to 1. */
  share: number;
  /** Read aloud: level and what is missing. */
  label: string;
  /** The small word under the number. */
  word: string;
  /** Pixels; 112 by default. */
  size?: number;
};

/** The level in a ring that fills up to the next one. */
export function LevelRing({ level, share, label, word, size = 112 }: LevelRingProps) {
  const radius = 44;
  const length = 2 * Math.PI * radius;
  const filled = Math.min(1, Math.max(0, share)) * length;
  return (
    <div role="img" aria-label={label} className="relative shrink-0" style={{ width: size, height: size }}>
      <svg viewBox="0 0 100 100" width={size} height={size} aria-hidden className="-rotate-90">
        <circle cx="50" cy="50" r={radius} fill="none" strokeWidth="7" className="stroke-raised" />
        <circle cx="50" cy="50" r={radius} fill="none" strokeWidth="7" strokeLinecap="round" strokeDasharray={`${filled} ${length}`} className={filled > 0 ? "stroke-accent" : "stroke-transparent"} />
      </svg>
      <div aria-hidden className="absolute inset-0 flex flex-col items-center justify-center">
        <span className={size >= 96 ? "text-xl font-semibold tabular-nums" : "text-base font-semibold tabular-nums"}>{level}</span>
        {size >= 96 ? <span className="text-xs text-muted">{word}</span> : null}
      </div>
    </div>
  );
}
