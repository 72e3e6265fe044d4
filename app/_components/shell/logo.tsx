/** The mark: a voice inside a round table. */
export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden className="shrink-0">
    <circle cx="16" cy="16" r="14.5" fill="none" strokeWidth="3" className="stroke-accent" />
    <g strokeWidth="3" strokeLinecap="round" className="stroke-text">
      <path d="M10.5 14v4" />
      <path d="M16 10.5v11" />
      <path d="M21.5 13v6" />
    </g>
  </svg>
);
