import type { RoomCover as Cover } from "@/lib/rooms/schema";
import { cx } from "./ui/cx";

const WIDTH = 320;
const HEIGHT = 120;

/** Numbers from 0 to 1 that are always the same for the same id. */
function seeded(id: string): () => number {
  let state = [...id].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519);
    return ((state ^= state >>> 13) >>> 0) / 4_294_967_296;
  };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const curve = (base: number, swing: number): string => `M0 ${base} C 80 ${base - swing}, 120 ${base + swing}, 160 ${base} S 260 ${base - swing}, ${WIDTH} ${base}`;

/** The shapes of each picture; every one is drawn from the room's id. */
const SHAPES: Record<Cover, (next: () => number) => React.ReactNode> = {
  rings: (next) => {
    const [x, y] = [40 + next() * 240, 20 + next() * 80];
    return range(7).map((index) => <circle key={index} cx={x} cy={y} r={12 + index * 22} fill="none" strokeWidth={index % 2 ? 2 : 6} />);
  },
  waves: (next) => range(7).map((index) => <path key={index} d={curve(16 + index * 16, 10 + next() * 28)} fill="none" strokeWidth={2 + (index % 3)} />),
  bars: (next) =>
    range(32).map((index) => {
      const height = 10 + next() * 96;
      return <rect key={index} x={4 + index * 10} y={(HEIGHT - height) / 2} width={5} height={height} rx={2.5} fill="currentColor" stroke="none" opacity={0.35 + next() * 0.65} />;
    }),
  tiles: (next) => range(40).map((index) => <rect key={index} x={(index % 10) * 32 + 2} y={Math.floor(index / 10) * 30 + 2} width={28} height={26} rx={6} fill="currentColor" stroke="none" opacity={next() * 0.7} />),
  rays: (next) => {
    const x = 40 + next() * 240;
    return range(19).map((index) => <path key={index} d={`M${x} ${HEIGHT} L${x + Math.cos((Math.PI * index) / 18) * 400} ${HEIGHT - Math.sin((Math.PI * index) / 18) * 400}`} strokeWidth={index % 3 ? 1.5 : 5} />);
  },
  hills: (next) => range(4).map((index) => <path key={index} d={`${curve(36 + index * 22, 14 + next() * 26)} V ${HEIGHT} H 0 Z`} fill="currentColor" stroke="none" opacity={0.2 + index * 0.18} />),
};

/** A room's picture: quiet lines in one hue, drawn from its id. It says nothing that the words beside it do not. */
export function RoomCover({ id, cover, className }: { id: string; cover: Cover; className?: string }) {
  const next = seeded(id);
  const hue = Math.floor(next() * 360);
  return (
    <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMid slice" className={cx("block bg-raised", className)} style={{ color: `oklch(0.62 0.13 ${hue})` }} stroke="currentColor">
      <rect width={WIDTH} height={HEIGHT} fill="currentColor" stroke="none" opacity={0.16} />
      {SHAPES[cover](next)}
    </svg>
  );
}
