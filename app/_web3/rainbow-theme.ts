import { darkTheme, type Theme } from "@rainbow-me/rainbowkit";

/** RainbowKit in our tokens: variables, so that it follows dark and light by itself. */
export function rainbowTheme(): Theme {
  const base = darkTheme({ accentColor: "var(--c-accent)", accentColorForeground: "var(--c-on-accent)", borderRadius: "medium", overlayBlur: "none" });
  return {
    ...base,
    colors: {
      ...base.colors,
      actionButtonBorder: "var(--c-line)",
      actionButtonBorderMobile: "var(--c-line)",
      actionButtonSecondaryBackground: "var(--c-raised)",
      closeButton: "var(--c-muted)",
      closeButtonBackground: "var(--c-raised)",
      error: "var(--c-bad)",
      generalBorder: "var(--c-line)",
      generalBorderDim: "var(--c-line)",
      menuItemBackground: "var(--c-raised)",
      modalBackdrop: "var(--c-shade)",
      modalBackground: "var(--c-surface)",
      modalBorder: "var(--c-line)",
      modalText: "var(--c-text)",
      modalTextDim: "var(--c-muted)",
      modalTextSecondary: "var(--c-muted)",
      selectedOptionBorder: "var(--c-line-strong)",
    },
    fonts: { body: "var(--font-geist-sans), system-ui, sans-serif" },
    radii: { actionButton: "12px", connectButton: "12px", menuButton: "12px", modal: "12px", modalMobile: "12px" },
    shadows: { ...base.shadows, dialog: "var(--shadow-pop)" },
  };
}
