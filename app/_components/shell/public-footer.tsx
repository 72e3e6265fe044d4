import type { Theme } from "@/app/_server/read-shell";
import { Preferences } from "./account-panel";

/** The foot of a page for somebody who is not signed in: name, theme, language. */
export const PublicFooter = ({ club, theme }: { club: string; theme: Theme }) => (
  <footer className="border-t border-line">
    <div className="mx-auto flex max-w-280 flex-wrap items-center justify-between gap-4 px-4 py-6 sm:px-6 lg:px-8">
      <p className="text-sm text-muted">{club}</p>
      <div className="flex gap-2"><Preferences theme={theme} signedIn={false} /></div>
    </div>
  </footer>
);
