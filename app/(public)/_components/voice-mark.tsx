const HEIGHTS = [20, 44, 30, 72, 50, 92, 60, 100, 58, 84, 42, 66, 28, 48, 18] as const;
const WIDTH = 12;
const GAP = 8;

/** A voice drawn as bars: lit while a room is live, quiet otherwise. Decoration only. */
export const VoiceMark = ({ active }: { active: boolean }) => (
  <svg aria-hidden viewBox={`0 0 ${HEIGHTS.length * (WIDTH + GAP) - GAP} 100`} className={active ? "h-28 w-full text-accent" : "h-28 w-full text-line-strong"}>
    {HEIGHTS.map((height, index) => (
      <rect key={index} x={index * (WIDTH + GAP)} y={50 - height / 2} width={WIDTH} height={height} rx={WIDTH / 2} fill="currentColor" opacity={0.35 + height / 155} />
    ))}
  </svg>
);
