export type AvatarArt = { ground: string; shapes: readonly { x: number; y: number; r: number; fill: string }[]; turn: number };

const HUES = [14, 32, 48, 84, 152, 176, 198, 222, 248, 274, 312, 340] as const;

/** What the picture of a wallet is made of: the same wallet always gives the same picture. Any letter case. */
export function avatarArt(wallet: string): AvatarArt {
  const hex = wallet.toLowerCase().replace(/^0x/, "").padEnd(40, "0");
  const byte = (index: number): number => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16) || 0;
  const hue = HUES[byte(0) % HUES.length] ?? 0;
  const second = (hue + 40 + (byte(1) % 100)) % 360;
  const third = (hue + 200 + (byte(2) % 80)) % 360;
  return {
    ground: `hsl(${hue} 42% 26%)`,
    turn: Math.round((byte(3) / 255) * 360),
    shapes: [
      { x: 18 + (byte(4) % 16), y: 22 + (byte(5) % 20), r: 26 + (byte(6) % 10), fill: `hsl(${hue} 62% 52%)` },
      { x: 52 + (byte(7) % 20), y: 48 + (byte(8) % 20), r: 20 + (byte(9) % 10), fill: `hsl(${second} 66% 62%)` },
      { x: 34 + (byte(10) % 28), y: 34 + (byte(11) % 28), r: 7 + (byte(12) % 7), fill: `hsl(${third} 80% 84%)` },
    ],
  };
}
