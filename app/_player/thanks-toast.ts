import { notify } from "../_components/ui/notify";
import { readSession } from "./session-store";

const SHOWN_MS = 6_000;
const NAMED = 3;
let names: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells a speaker who thanks them: one toast that grows, so that a thankful room is no rain of them. */
export function hearThanks(name: string): void {
  const { texts } = readSession();
  if (!texts) return;
  names = [...names.filter((one) => one !== name), name];
  clearTimeout(timer);
  timer = setTimeout(() => (names = []), SHOWN_MS);
  const latest = names.slice(-NAMED).reverse().join(", ");
  notify({ id: "thanks", title: texts.thanked, text: names.length > NAMED ? `${latest} +${names.length - NAMED}` : latest, tone: "good", duration: SHOWN_MS });
}
