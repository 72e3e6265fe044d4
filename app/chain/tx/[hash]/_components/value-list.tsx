import type { NamedValue } from "@/lib/platform/read-transaction";

/** A call or an event by name, with its values beneath. */
export const ValueList = ({ name, values }: { name: string; values: readonly NamedValue[] }) => (
  <div className="flex flex-col gap-2">
    <span className="font-mono text-sm font-medium break-all">{name}</span>
    {values.length > 0 ? (
      <dl className="flex flex-col gap-1">
        {values.map((value) => (
          <div key={value.name} className="flex flex-wrap gap-x-3 text-xs">
            <dt className="text-muted">{value.name}</dt>
            <dd className="min-w-0 font-mono break-all">{value.value}</dd>
          </div>
        ))}
      </dl>
    ) : null}
  </div>
);
