"use client";
import { usePathname, useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Field } from "../../../_components/ui/field";
import { Input } from "../../../_components/ui/input";
import { Select } from "../../../_components/ui/select";

const TYPING_MS = 350;
const ANY = "any";

export type MembersFilterTexts = { search: string; searchHint: string; role: string; minLevel: string };
export type MembersFilterProps = {
  texts: MembersFilterTexts;
  /** What the address says now. */
  q: string;
  role: string;
  minLevel: string;
  /** The choices without the one that means "any", whose words come first. */
  roles: { any: string; options: { value: string; label: string }[] };
  levels: { any: string; options: { value: string; label: string }[] };
};

/** Narrows a list of members. Each choice is part of the address, so that it can be shared and gone back to. */
export function MembersFilter({ texts, q, role, minLevel, roles, levels }: MembersFilterProps) {
  const router = useRouter();
  const path = usePathname();
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  // Cleared from outside, by a link: the field follows. What is being typed meanwhile stays.
  if (q !== known) {
    setKnown(q);
    if (q === "") setTyped("");
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = (change: { q?: string; role?: string; minLevel?: string }) => {
    clearTimeout(timer.current);
    const next = { q: typed, role, minLevel, ...change };
    const query = new URLSearchParams(Object.entries(next).filter(([, value]) => value.trim() !== "" && value !== ANY));
    router.replace(query.size > 0 ? `${path}?${query.toString()}` : path, { scroll: false });
  };
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go({ q: value }), TYPING_MS);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go({});
  };
  return (
    <form role="search" onSubmit={submit} className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Field label={texts.search} hideLabel className="col-span-2">
        {(control) => <Input {...control} type="search" name="q" value={typed} maxLength={60} placeholder={texts.searchHint} autoComplete="off" spellCheck={false} onChange={(event) => type(event.target.value)} />}
      </Field>
      <Field label={texts.role} hideLabel>
        {(control) => <Select {...control} value={role || ANY} onValueChange={(value) => go({ role: value })} options={[{ value: ANY, label: roles.any }, ...roles.options]} />}
      </Field>
      <Field label={texts.minLevel} hideLabel>
        {(control) => <Select {...control} value={minLevel || ANY} onValueChange={(value) => go({ minLevel: value })} options={[{ value: ANY, label: levels.any }, ...levels.options]} />}
      </Field>
    </form>
  );
}
