import { Resvg } from "@resvg/resvg-js";
import { MOTIFS, plainMotif } from "./badge-motifs";
import { passMotif } from "./pass-art";

const SIZE = 1000;

/** Marks around the rim, one of them longer for each badge: no two badges have the same rim. */
const rim = (accent: string, mark: number): string =>
  Array.from({ length: 60 }, (_, tick) => {
    const lit = tick % 12 === mark % 12;
    return `<rect x="-2.5" y="${lit ? -424 : -414}" width="5" height="${lit ? 34 : 14}" rx="2.5" fill="${lit ? accent : "#3A3A43"}" transform="rotate(${tick * 6})"/>`;
  }).join("");

const frame = (accent: string, mark: number, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="-500 -500 1000 1000">` +
  `<defs><radialGradient id="glow"><stop offset="0" stop-color="${accent}" stop-opacity="0.26"/><stop offset="0.62" stop-color="${accent}" stop-opacity="0.06"/><stop offset="1" stop-color="${accent}" stop-opacity="0"/></radialGradient>` +
  `<linearGradient id="disc" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1B1B20"/><stop offset="1" stop-color="#101013"/></linearGradient></defs>` +
  `<rect x="-500" y="-500" width="1000" height="1000" fill="#0A0A0B"/><circle r="490" fill="url(#glow)"/>` +
  `<circle r="372" fill="url(#disc)" stroke="#27272D" stroke-width="4"/><circle r="340" fill="none" stroke="${accent}" stroke-width="3" opacity="0.55"/>` +
  `${rim(accent, mark)}${inside}</svg>`;

/** The picture of a badge as SVG, 1000 × 1000, without text; undefined for an id that has none. */
export function badgeSvg({ id }: { id: number }): string | undefined {
  const motif = MOTIFS[id];
  return motif && frame(motif.accent, id, motif.draw(motif.accent));
}

/** The picture of a badge beyond the catalogue as SVG, 1000 × 1000, without text; no two ids look the same. */
export function plainSvg({ id }: { id: number }): string {
  const { accent, draw } = plainMotif(id);
  return frame(accent, id, draw(accent));
}

/** The picture of the badge collection: the voice of the club, with all badges' colours around it. */
export function collectionSvg(): string {
  const motifs = Object.values(MOTIFS);
  const stones = motifs.map(({ accent }, index) => `<circle cy="-296" r="22" fill="${accent}" transform="rotate(${(index * 360) / motifs.length})"/>`).join("");
  const voice = MOTIFS[9];
  return frame("#FF6B4A", 0, `${stones}<g transform="scale(0.7)">${voice ? voice.draw(voice.accent) : ""}</g>`);
}

/** The picture of a membership tier as SVG, 1000 × 1000, without text. */
export function passSvg({ tier }: { tier: number }): string {
  const { accent, inside } = passMotif(tier);
  return frame(accent, tier, inside);
}

const drawn = new Map<string, Uint8Array>();

/** An SVG of this file as PNG of 1000 × 1000; drawn once per process and kept, there are few of them. */
export function toPng(svg: string): Uint8Array {
  let png = drawn.get(svg);
  if (!png) {
    png = new Resvg(svg, { fitTo: { mode: "width", value: SIZE }, font: { loadSystemFonts: false } }).render().asPng();
    drawn.set(svg, png);
  }
  return png;
}
