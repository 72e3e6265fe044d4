const ACCENTS = ["#FF6B4A", "#5EB1F0", "#A78BFA", "#FFD166", "#4FD1C5", "#F472B6"] as const;

/**
 * The drawing of a membership tier: a door of light, ajar, with as many bars over it as the tier is high (up to
 * five). Pure geometry around the origin, within a radius of 300.
 */
export function passMotif(tier: number): { accent: string; inside: string } {
  const accent = ACCENTS[(tier - 1) % ACCENTS.length] ?? ACCENTS[0];
  const bars = Array.from({ length: Math.min(5, tier) }, (_, index) => {
    const width = 92 - index * 12;
    return `<rect x="${-width / 2}" y="${-214 - index * 26}" width="${width}" height="12" rx="6" fill="${accent}" opacity="${(1 - index * 0.15).toFixed(2)}"/>`;
  }).join("");
  const door =
    `<path d="M-150 214V-20A150 150 0 0 1 150 -20V214" fill="none" stroke="${accent}" stroke-width="18" stroke-linecap="round"/>` +
    `<path d="M-96 214V-20A96 96 0 0 1 96 -20V214Z" fill="${accent}" opacity="0.2"/>` +
    `<path d="M-96 214V-20A96 96 0 0 1 0 -116V214Z" fill="${accent}" opacity="0.92"/><circle cx="-26" cy="70" r="12" fill="#0A0A0B"/>` +
    `<rect x="-214" y="214" width="428" height="14" rx="7" fill="${accent}" opacity="0.8"/>`;
  return { accent, inside: bars + door };
}
