"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { Choice } from "./choice";
import { remember } from "./remember";

type Theme = "system" | "dark" | "light";
export type ThemeTexts = { theme: string; system: string; dark: string; light: string };

/** Dark, light, or as the device says. Takes effect at once, on every page from then on. */
export function ThemeChoice({ initial, texts }: { initial: Theme; texts: ThemeTexts }) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme) => {
    setTheme(next);
    remember("theme", next === "system" ? "" : next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return (
    <Choice
      label={texts.theme}
      value={theme}
      onChoose={choose}
      options={[
        { value: "system", label: texts.system, icon: <Monitor aria-hidden size={16} /> },
        { value: "dark", label: texts.dark, icon: <Moon aria-hidden size={16} /> },
        { value: "light", label: texts.light, icon: <Sun aria-hidden size={16} /> },
      ]}
    />
  );
}
