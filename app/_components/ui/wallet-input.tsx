import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Input } from "./input";

type WalletInputProps = Omit<ComponentProps<"input">, "value" | "onChange"> & { value: string; onType: (typed: string) => void };

/** Where an address is typed or pasted. Goes inside a Field; `walletFault` judges what came of it. */
export const WalletInput = ({ onType, className, ...rest }: WalletInputProps) => (
  <Input maxLength={64} placeholder="0x…" autoComplete="off" spellCheck={false} className={cx("font-mono", className)} onChange={(event) => onType(event.target.value)} {...rest} />
);
