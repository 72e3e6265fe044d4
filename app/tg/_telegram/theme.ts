type Rgb = readonly [number, number, number];
export type TelegramTheme = { scheme: "dark" | "light"; variables: Record<string, string> };

/** What small text needs to be read (WCAG 2.2, 1.4.3). */
const READABLE = 4.5;
/** The colours that mean something keep their hue in every theme; tags stand on a tint of their own. */
const MEANINGS = { live: "#ff3b5c", good: "#3dd68c", warn: "#f5b83d", bad: "#ff5c5c" } as const;
const TINT = 0.12;
const STEPS = 20;
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

function parseColour(text: string | undefined): Rgb | null {
  const [, r, g, b] = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text ?? "") ?? [];
  return r && g && b ? [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)] : null;
}
const hex = (colour: Rgb): string => `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
const mix = ([r, g, b]: Rgb, [r2, g2, b2]: Rgb, share: number): Rgb => [r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share];

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parseColour(one) ?? BLACK), luminance(parseColour(other) ?? BLACK)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The colour, moved towards black or white until it can be read on all of the grounds. */
function readableOn(colour: Rgb, grounds: readonly Rgb[], towards: Rgb): Rgb {
  for (let step = 0; step <= STEPS; step += 1) {
    const moved = mix(colour, towards, step / STEPS);
    if (grounds.every((ground) => contrast(hex(moved), hex(ground)) >= READABLE)) return moved;
  }
  return towards;
}

/**
 * The club's colours in a theme of Telegram: its grounds, text and button, moved where they could not be read. Null when
 * the theme does not say enough; the club's own colours stay.
 */
export function themeOf(params: Record<string, string>): TelegramTheme | null {
  const text = parseColour(params.text_color);
  const card = parseColour(params.section_bg_color) ?? parseColour(params.bg_color);
  const page = parseColour(params.secondary_bg_color) ?? card;
  if (!text || !card || !page) return null;
  const scheme = luminance(page) < 0.2 ? "dark" : "light";
  const towards = scheme === "dark" ? WHITE : BLACK;
  const raised = mix(card, text, 0.06);
  const grounds = [page, card, raised];
  const accent = readableOn(parseColour(params.button_color) ?? parseColour(params.link_color) ?? text, grounds, towards);
  const onAccent = contrast(hex(accent), "#ffffff") >= READABLE ? WHITE : BLACK;
  const variables = {
    background: page,
    surface: card,
    raised,
    line: mix(card, text, 0.14),
    "line-strong": mix(card, text, 0.26),
    text: readableOn(text, grounds, towards),
    muted: readableOn(parseColour(params.hint_color) ?? mix(text, card, 0.4), grounds, towards),
    accent,
    "accent-strong": mix(accent, towards, 0.15),
    "on-accent": onAccent,
  };
  const meanings = Object.entries(MEANINGS).map(([name, value]): [string, Rgb] => {
    const colour = parseColour(value) ?? text;
    return [name, readableOn(colour, [...grounds, ...grounds.map((ground) => mix(ground, colour, TINT))], towards)];
  });
  return { scheme, variables: Object.fromEntries([...Object.entries(variables), ...meanings].map(([name, colour]) => [`--c-${name}`, hex(colour)])) };
}
