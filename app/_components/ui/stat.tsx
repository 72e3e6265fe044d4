/** One number with its name. */
export const Stat = ({ label, value, hint }: { label: string; value: string; hint?: string }) => (
  <div className="flex flex-col gap-1">
    <dt className="text-sm text-muted">{label}</dt>
    <dd className="text-xl font-semibold tabular-nums">{value}</dd>
    {hint ? <dd className="text-xs text-muted">{hint}</dd> : null}
  </div>
);
