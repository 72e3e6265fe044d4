"use client";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslations } from "next-intl";
import { Avatar } from "../../../../_components/ui/avatar";
import { cx } from "../../../../_components/ui/cx";
import type { PersonView } from "@/lib/membership/schema";
import { typedName } from "../../../../_player/message-parts";

const SHOWN = 6;

/**
 * People to call while one types `@`: arrows choose, Enter or Tab takes, Escape closes. `attributes` go on the text
 * field, `list` stands above it.
 */
export function useNameList({ people, text, onPick }: { people: readonly PersonView[]; text: string; onPick: (text: string, caret: number) => void }) {
  const t = useTranslations("chat");
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [index, setIndex] = useState(0);
  const [closed, setClosed] = useState<number | null>(null);
  const asked = typedName(text, caret);
  const found = asked && closed !== asked.from ? people.filter(({ name }) => name.toLowerCase().startsWith(asked.typed) && name.toLowerCase() !== asked.typed).slice(0, SHOWN) : [];
  const open = found.length > 0;
  const chosen = Math.min(index, found.length - 1);

  function pick(person: PersonView) {
    if (!asked) return;
    const before = `${text.slice(0, asked.from)}@${person.name} `;
    setIndex(0);
    onPick(before + text.slice(caret).trimStart(), before.length);
  }
  /** True when the key was for the list. */
  function key(event: KeyboardEvent): boolean {
    if (!open || event.nativeEvent.isComposing) return false;
    const person = found[chosen];
    if (event.key === "ArrowDown") setIndex((chosen + 1) % found.length);
    else if (event.key === "ArrowUp") setIndex((chosen + found.length - 1) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && person) pick(person);
    else if (event.key === "Escape" && asked) setClosed(asked.from);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  const list = open ? (
    <ul id={id} role="listbox" aria-label={t("people")} className="absolute inset-x-3 bottom-full z-10 mb-1 animate-enter rounded-card border border-line bg-raised p-1 shadow-pop">
      {found.map((person, at) => (
        <li
          key={person.id}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === chosen}
          onPointerDown={(event) => {
            event.preventDefault();
            pick(person);
          }}
          className={cx("flex min-h-11 cursor-default items-center gap-3 rounded-inner px-3 text-sm", at === chosen && "bg-line")}
        >
          <Avatar wallet={person.wallet} size={24} />
          <span className="truncate">{person.name}</span>
        </li>
      ))}
    </ul>
  ) : null;
  return { list, key, moved: setCaret, attributes: { "aria-autocomplete": "list" as const, ...(open ? { "aria-controls": id, "aria-activedescendant": `${id}-${chosen}` } : {}) } };
}
