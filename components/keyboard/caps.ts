const MAC = { Mod: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧" };
const PC = { Mod: "Ctrl", Ctrl: "Ctrl", Alt: "Alt", Shift: "⇧" };

const CAPS: Partial<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Enter: "⏎",
  Escape: "Esc",
  Delete: "Del",
  Backspace: "⌫",
  Minus: "−",
  "-": "−",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Semicolon: ";",
  Quote: "'",
  Backquote: "`",
  Backslash: "\\",
  Slash: "/",
  Comma: ",",
  Period: ".",
  NumpadAdd: "+",
  NumpadSubtract: "−",
  NumpadMultiply: "*",
  NumpadDivide: "/",
  NumpadDecimal: ".",
};

export type CapWords = { isMac: boolean; space: string };

function capOf(code: string, space: string): string {
  if (code === "Space") return space;
  return CAPS[code] ?? code.replace(/^(?:Key|Digit|Numpad)/, "");
}

/** As it is written on the keys: `⌘K`, `Ctrl+K`, `Ctrl⏎`, `G S`. */
export function capsOf(chord: string, words: CapWords): string {
  return chord
    .split(" ")
    .map((part) => capsOfPart(part, words))
    .join(" ");
}

function capsOfPart(chord: string, { isMac, space }: CapWords): string {
  if (chord.length === 1) return capOf(chord, space);
  const parts = chord.split("+");
  const code = parts.pop() ?? "";
  const modifiers = isMac ? MAC : PC;
  const held = parts.map((part) => modifiers[part as keyof typeof PC] ?? part).join("");
  const cap = capOf(code, space);
  // Drawn keys stand apart by themselves, letters would run into the word before them.
  return /[a-z]$/.test(held) && cap !== "⏎" ? `${held}+${cap}` : held + cap;
}
