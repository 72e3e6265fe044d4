/** The look shared by everything one types into or chooses from. 16 px text, so that phones do not zoom in. */
export const CONTROL =
  "w-full rounded-card border border-line bg-surface px-3 text-base text-text placeholder:text-muted transition-colors duration-150 hover:border-line-strong focus-visible:border-accent aria-invalid:border-bad disabled:opacity-50";
