import { avatarArt } from "./avatar-art";
import { cx } from "./cx";

export type AvatarProps = {
  wallet: string;
  /** Given: read aloud. Left out where the name stands beside it. */
  name?: string;
  /** Pixels; 40 by default. */
  size?: number;
  className?: string;
};

/** The round picture of a member, drawn from the wallet address. */
export function Avatar({ wallet, name, size = 40, className }: AvatarProps) {
  const { ground, shapes, turn } = avatarArt(wallet);
  return (
    <span className={cx("inline-block shrink-0 overflow-hidden rounded-full", className)} style={{ width: size, height: size }}>
      <svg viewBox="0 0 80 80" width={size} height={size} className="block" {...(name ? { role: "img", "aria-label": name } : { "aria-hidden": true })}>
        <rect width="80" height="80" fill={ground} />
        <g transform={`rotate(${turn} 40 40)`}>
          {shapes.map((shape) => <circle key={shape.fill} cx={shape.x} cy={shape.y} r={shape.r} fill={shape.fill} />)}
        </g>
      </svg>
    </span>
  );
}
