import { useState } from "react";

/** In the order of their keys, Shift+1 to Shift+4. Neutral all: a tint would shift every judgement of colour. */
export const SURROUNDS = {
  black: "var(--surround-black)",
  grey: "var(--surround-grey)",
  white: "var(--surround-white)",
  checker: "var(--surround-checker)",
} as const;
export type Surround = keyof typeof SURROUNDS;
export const SURROUND_NAMES = Object.keys(SURROUNDS) as Surround[];

const KEY = "maquette.surround";

const isSurround = (text: string | null | undefined): text is Surround =>
  text != null && text in SURROUNDS;

function remembered(): Surround {
  const kept = readKept();
  if (isSurround(kept)) return kept;
  return document.documentElement.dataset["theme"] === "light" ? "white" : "black";
}

// Storage can be switched off: then it is not remembered.
function readKept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(surround: Surround) {
  try {
    localStorage.setItem(KEY, surround);
  } catch {}
}

/** What lies around a picture; kept in this browser. Not for the server's paint. */
export function useSurround() {
  const [surround, setSurround] = useState(remembered);
  const choose = (next: Surround) => {
    setSurround(next);
    keep(next);
  };
  return [surround, choose] as const;
}
