const YEAR = 365 * 24 * 3600;

/** Keeps a choice of the reader (`theme`, `locale`) in a cookie for a year, for the server to read. Browser only. */
export const remember = (name: "theme" | "locale", value: string): void => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; SameSite=Lax; Max-Age=${value ? YEAR : 0}${secure}`;
};
