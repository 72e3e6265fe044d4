"use client";
import { useRouter } from "next/navigation";
import { Field } from "../../../_components/ui/field";
import { Select } from "../../../_components/ui/select";

const ANY = "any";
type Choice = { name: string; label: string; any: string; value: string; options: { value: string; label: string }[] };

/** Narrows the lists of rooms. Each choice is part of the address, so that it can be shared and gone back to. */
export function RoomsFilter({ choices }: { choices: Choice[] }) {
  const router = useRouter();
  const go = (name: string, value: string) => {
    const next = choices.map((choice) => [choice.name, choice.name === name ? value : choice.value] as [string, string]);
    const query = new URLSearchParams(next.filter(([, chosen]) => chosen !== "" && chosen !== ANY));
    router.replace(query.size > 0 ? `/rooms?${query.toString()}` : "/rooms", { scroll: false });
  };
  return (
    // A phone gives them one line to slide along: the rooms come first.
    <div className="relative flex gap-3 max-sm:-mx-4 max-sm:-my-1 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1">
      {choices.map(({ name, label, any, value, options }) => (
        <div key={name} className="min-w-0 max-sm:w-44 max-sm:shrink-0 sm:flex-1">
          <Field label={label} hideLabel>
            {(control) => <Select {...control} value={value || ANY} onValueChange={(chosen) => go(name, chosen)} options={[{ value: ANY, label: any }, ...options]} />}
          </Field>
        </div>
      ))}
    </div>
  );
}
