import type { ReactNode } from "react";
import { TelegramFrame } from "./_components/telegram-frame";

/** The Mini App: the only pages that Telegram may frame. */
export default function TelegramLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TelegramFrame />
      {children}
    </>
  );
}
