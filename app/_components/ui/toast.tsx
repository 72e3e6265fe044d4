"use client";
import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import type { Notice } from "./notify";

const ICON = { plain: <Info aria-hidden size={20} className="text-muted" />, good: <CircleCheck aria-hidden size={20} className="text-good" />, bad: <CircleAlert aria-hidden size={20} className="text-bad" /> };

function show({ title, text, tone = "plain", image, action, id, duration = 6000 }: Notice): void {
  toast.custom(
    (shown) => (
      <div className="flex w-full items-start gap-3 rounded-card border border-line bg-raised p-4 font-sans text-sm shadow-pop sm:w-90">
        <span className="shrink-0">{image ? <img src={image} alt="" width={40} height={40} className="size-10 rounded-inner" /> : ICON[tone]}</span>
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <p className="font-medium">{title}</p>
          {text ? <p className="text-muted">{text}</p> : null}
          {action?.href ? <a href={action.href} className="w-fit font-medium text-accent underline-offset-4 hover:underline">{action.label}</a> : null}
          {action?.onPress ? <button type="button" onClick={() => { action.onPress?.(); toast.dismiss(shown); }} className="w-fit font-medium text-accent underline-offset-4 hover:underline">{action.label}</button> : null}
        </div>
      </div>
    ),
    { id, duration, unstyled: true, className: "w-full" },
  );
}

/** The place toasts appear in (above: what one presses next lies below), with those that were asked for before it loaded. */
export default function ToastArea({ label, notices }: { label: string; notices: readonly Notice[] }) {
  const newest = notices.at(-1);
  useEffect(() => {
    if (newest) show(newest);
  }, [newest]);
  return <Toaster position="top-center" containerAriaLabel={label} offset={12} mobileOffset={{ top: 12, left: 16, right: 16 }} />;
}
