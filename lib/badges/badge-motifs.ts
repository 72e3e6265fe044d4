/** The drawings of the badges: pure geometry around the origin, within a radius of 260, in one accent. */

const round = (value: number): string => String(Math.round(value * 10) / 10);
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const polar = (radius: number, turn: number): [number, number] => {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
};
const points = (list: [number, number][]): string => list.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
const polygon = (sides: number, radius: number, turn = 0): string => points(range(sides).map((side) => polar(radius, side / sides + turn)));

const dot = (x: number, y: number, r: number, fill: string, opacity = 1): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}" opacity="${opacity.toFixed(2)}"/>`;
const bar = (x: number, y: number, width: number, height: number, fill: string, opacity = 1, turn = 0): string =>
  `<rect x="${round(x - width / 2)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(width / 2)}" fill="${fill}" opacity="${opacity.toFixed(2)}"${turn ? ` transform="rotate(${round(turn)})"` : ""}/>`;
const ring = (r: number, stroke: string, width: number): string => `<circle r="${round(r)}" fill="none" stroke="${stroke}" stroke-width="${round(width)}"/>`;
const arc = (r: number, from: number, to: number, stroke: string, width: number, opacity = 1): string => {
  const [x1, y1] = polar(r, from);
  const [x2, y2] = polar(r, to);
  return `<path d="M${round(x1)} ${round(y1)}A${round(r)} ${round(r)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${round(x2)} ${round(y2)}" fill="none" stroke="${stroke}" stroke-width="${round(width)}" stroke-linecap="round" opacity="${opacity.toFixed(2)}"/>`;
};

export type Motif = { accent: string; draw: (accent: string) => string };

/** Steps that wind outwards and grow. */
const spiral = (c: string) =>
  range(22).map((step) => {
    const [x, y] = polar(36 + step * 10.2, step * 0.0825);
    return dot(x, y, 5 + step * 1.15, c, 0.22 + (0.78 * step) / 21);
  }).join("");

/** Squares that turn as they shrink: one more of the same, every time a little further. */
const turningSquares = (c: string) =>
  range(9).map((step) => `<polygon points="${polygon(4, 255 * 0.82 ** step, step * 0.031)}" fill="none" stroke="${c}" stroke-width="${round(9 - step * 0.6)}" stroke-linejoin="round" opacity="${(0.35 + step * 0.08).toFixed(2)}"/>`).join("");

/** A hexagon of cubes, one of them lit from inside. */
const insideCubes = (c: string) => {
  const cube = (x: number, y: number, size: number, strength: number) => {
    const [top, right, low, bottom, left, high] = range(6).map((side) => polar(size, side / 6)) as [number, number][];
    const face = (corners: ([number, number] | undefined)[], opacity: number) => `<polygon points="${points(corners.map((corner) => corner ?? [0, 0]))}" fill="${c}" opacity="${(opacity * strength).toFixed(2)}"/>`;
    return `<g transform="translate(${round(x)} ${round(y)})">${face([top, right, [0, 0], high], 0.95)}${face([right, low, bottom, [0, 0]], 0.55)}${face([[0, 0], bottom, left, high], 0.28)}</g>`;
  };
  return range(6).map((side) => cube(...polar(158, side / 6), 78, 0.42)).join("") + cube(0, 0, 78, 1);
};

/** Columns that carry a roof of light. */
const columns = (c: string) =>
  range(7).map((index) => {
    const x = (index - 3) * 68;
    const height = 330 - Math.abs(index - 3) * 58;
    return bar(x, 170 - height, 38, height, c, 1 - Math.abs(index - 3) * 0.2);
  }).join("") + `<rect x="-230" y="198" width="460" height="14" rx="7" fill="${c}" opacity="0.9"/>`;

/** A star of twelve long and twelve short rays around a ring. */
const star = (c: string) => {
  const outline = range(24).map((ray) => polar(ray % 2 === 0 ? 262 : 118, ray / 24));
  const inner = range(24).map((ray) => polar(ray % 2 === 0 ? 168 : 92, ray / 24 + 1 / 48));
  return `<polygon points="${points(outline)}" fill="${c}" opacity="0.9"/><polygon points="${points(inner)}" fill="#0A0A0B" opacity="0.34"/><circle r="74" fill="#0A0A0B"/>${ring(74, c, 8)}${dot(0, 0, 30, c)}`;
};

/** Sound that arrives: arcs that open towards a small source. */
const listening = (c: string) =>
  range(6).map((step) => arc(60 + step * 40, 0.08, 0.42, c, 18, 1 - step * 0.14)).join("") + range(6).map((step) => arc(60 + step * 40, 0.62, 0.88, c, 6, 0.5 - step * 0.07)).join("") + dot(0, 0, 30, c);

/** A calendar of days, every one of them taken; the further from today, the fainter. */
const days = (c: string) =>
  range(49).map((index) => {
    const [x, y] = [((index % 7) - 3) * 70, (Math.floor(index / 7) - 3) * 70];
    const away = Math.hypot(x, y);
    return away > 260 ? "" : dot(x, y, 27 - away / 14, c, 1 - away / 330);
  }).join("");

/** Five bars that rise from one palm. */
const hand = (c: string) => {
  const fingers: [turn: number, opacity: number, height: number][] = [[-58, 0.5, 120], [-28, 0.8, 208], [0, 1, 240], [28, 0.8, 208], [58, 0.5, 120]];
  return `<g transform="translate(0 118)">${fingers.map(([turn, opacity, height]) => bar(0, -112 - height, 46, height, c, opacity, turn)).join("")}${dot(0, 0, 86, c)}</g>`;
};

/** A voice as bars around its middle line. */
const voice = (c: string) =>
  [60, 120, 210, 150, 320, 440, 260, 380, 180, 250, 110, 60].map((height, index) => bar((index - 5.5) * 42, -height / 2, 22, height, c, 0.45 + (0.55 * height) / 440)).join("");

/** Circles that hold one another. */
const rosette = (c: string) =>
  range(8).map((petal) => {
    const [x, y] = polar(128, petal / 8);
    return `<circle cx="${round(x)}" cy="${round(y)}" r="128" fill="${c}" fill-opacity="0.13" stroke="${c}" stroke-width="6" stroke-opacity="0.85"/>`;
  }).join("") + dot(0, 0, 34, c);

/** A sun on the line of the horizon. */
const sunrise = (c: string) =>
  `<path d="M-132 60A132 132 0 0 1 132 60Z" fill="${c}"/>` +
  range(9).map((ray) => `<g transform="translate(0 60)">${bar(0, -262, 18, 88, c, ray % 2 === 0 ? 0.95 : 0.5, (ray - 4) * 20)}</g>`).join("") +
  range(4).map((line) => `<rect x="${-240 + line * 46}" y="${92 + line * 36}" width="${480 - line * 92}" height="12" rx="6" fill="${c}" opacity="${(0.8 - line * 0.18).toFixed(2)}"/>`).join("");

/** The drawing and the colour of each badge, by id. */
export const MOTIFS: Readonly<Record<number, Motif>> = {
  1: { accent: "#7FD1AE", draw: spiral },
  2: { accent: "#5EB1F0", draw: turningSquares },
  3: { accent: "#A78BFA", draw: insideCubes },
  4: { accent: "#E0A458", draw: columns },
  5: { accent: "#FFD166", draw: star },
  6: { accent: "#4FD1C5", draw: listening },
  7: { accent: "#9BD770", draw: days },
  8: { accent: "#FF9E5E", draw: hand },
  9: { accent: "#FF6B4A", draw: voice },
  10: { accent: "#F472B6", draw: rosette },
  11: { accent: "#FFB03A", draw: sunrise },
};

const PLAIN_ACCENTS = ["#5EB1F0", "#A78BFA", "#4FD1C5", "#FFD166", "#F472B6", "#FF6B4A"] as const;

/** A star of as many stones as a badge id has binary digits (seven): a lit stone is a one. For badges without a drawing of their own. */
export const plainMotif = (id: number): Motif => ({
  accent: PLAIN_ACCENTS[id % PLAIN_ACCENTS.length] ?? PLAIN_ACCENTS[0],
  draw: (c) =>
    range(7).map((digit) => {
      const [x, y] = polar(196, digit / 7);
      const lit = ((id >> digit) & 1) === 1;
      return dot(x, y, lit ? 44 : 30, lit ? c : "#3A3A43");
    }).join("") + `<polygon points="${polygon(7, 112)}" fill="none" stroke="${c}" stroke-width="14" stroke-linejoin="round"/>` + dot(0, 0, 40, c),
});
