/** Part of the screen that a shortcut belongs to; the sections of the sheet, in its order. */
export const SCOPES = [
  "anywhere",
  "composer",
  "feed",
  "library",
  "cull",
  "viewer",
  "compare",
] as const;
export type Scope = (typeof SCOPES)[number];

type Shortcut = {
  scopes: readonly [Scope, ...Scope[]];
  /** Any of them; the first is shown. How one is written: `chord.ts`. */
  chords: readonly string[];
  /** Instead of the first chord, for a row of keys that belong together. */
  shown?: string;
  /** Cannot be changed: the platform gives these keys their meaning, or what is typed does. */
  isFixed?: true;
  /** Goes on while the key is held. */
  repeats?: true;
  /** Costs money: one letter is pressed too easily. */
  needsModifier?: true;
  /** On a page it means what has the focus alone: the same key may mean that of another part of the page. */
  isOfFocus?: true;
};

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const MARKED = ["library", "cull", "viewer"] as const satisfies Scope[];
const CULLED = ["library", "cull"] as const satisfies Scope[];
const STARS = ["1", "2", "3", "4", "5"];
const ZOOMED = ["viewer", "compare"] as const satisfies Scope[];

/** Every key of the studio. What each does, in words: messages, `keys.names`. */
export const SHORTCUTS = {
  palette: { scopes: ["anywhere"], chords: ["Mod+KeyK"] },
  sheet: { scopes: ["anywhere"], chords: ["?", "Shift+Slash"] },
  goStudio: { scopes: ["anywhere"], chords: ["KeyG KeyS"] },
  goLibrary: { scopes: ["anywhere"], chords: ["KeyG KeyL"] },
  goAttention: { scopes: ["anywhere"], chords: ["KeyG KeyA"] },
  rail: { scopes: ["anywhere"], chords: ["BracketLeft"] },
  back: { scopes: ["anywhere"], chords: ["Escape"], isFixed: true },

  focusPrompt: { scopes: ["composer"], chords: ["KeyN"] },
  // Ctrl works on a Mac too.
  generate: { scopes: ["composer"], chords: ["Mod+Enter", "Ctrl+Enter"], needsModifier: true },
  goOn: {
    scopes: ["composer"],
    chords: ["Mod+Shift+Enter", "Ctrl+Shift+Enter"],
    needsModifier: true,
  },
  generateFirst: { scopes: ["composer"], chords: ["Alt+Enter"], needsModifier: true },
  aspectRatio: { scopes: ["composer"], chords: ["Mod+Period"] },
  preview: { scopes: ["composer"], chords: ["Alt+KeyS"] },
  history: {
    scopes: ["composer"],
    chords: ["Alt+ArrowUp", "Alt+ArrowDown"],
    shown: "Alt+↑↓",
    isFixed: true,
  },
  pasteReference: { scopes: ["composer"], chords: ["Mod+Shift+KeyV"], isFixed: true },
  nameReference: { scopes: ["composer"], chords: ["@"], isFixed: true },
  toggleReference: {
    scopes: ["composer"],
    chords: DIGITS.map((digit) => `Alt+Digit${digit}`),
    shown: "Alt+1–9",
    isFixed: true,
  },
  moveReference: {
    scopes: ["composer"],
    chords: ["Alt+ArrowLeft", "Alt+ArrowRight"],
    shown: "Alt+←→",
    isFixed: true,
  },
  removeReference: {
    scopes: ["composer"],
    chords: ["Delete", "Backspace"],
    isFixed: true,
    isOfFocus: true,
  },

  walkFeed: { scopes: ["feed", "library"], chords: ARROWS, shown: "←→↑↓", isFixed: true },
  search: { scopes: ["library"], chords: ["/", "Slash"] },
  select: { scopes: ["library"], chords: ["KeyS"] },
  extend: {
    scopes: ["library"],
    chords: ARROWS.map((arrow) => `Shift+${arrow}`),
    shown: "Shift+←→↑↓",
    isFixed: true,
  },
  selectSeen: { scopes: ["library"], chords: ["Mod+KeyA"], isFixed: true },
  open: { scopes: ["feed", "library"], chords: ["Enter", "Space"], isFixed: true },
  inspector: { scopes: ["feed"], chords: ["KeyI", "BracketRight"] },

  stack: { scopes: ["library"], chords: ["KeyL"] },
  notAlike: { scopes: CULLED, chords: ["KeyN"] },
  cull: { scopes: ["library"], chords: ["KeyF"] },
  collect: { scopes: ["library", "viewer"], chords: ["KeyB"] },
  markPick: { scopes: MARKED, chords: ["KeyP"] },
  markReject: { scopes: MARKED, chords: ["KeyX"] },
  unmark: { scopes: MARKED, chords: ["KeyU"] },
  rate: {
    scopes: MARKED,
    chords: STARS.flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]),
    shown: "1–5",
    isFixed: true,
  },
  // In the viewer 0 is the whole picture.
  unrate: { scopes: CULLED, chords: ["Digit0", "Numpad0"], isFixed: true },
  rejectOthers: { scopes: MARKED, chords: ["Shift+KeyX"] },
  undoMark: { scopes: MARKED, chords: ["Mod+KeyZ"], isFixed: true },
  bin: {
    scopes: ["feed", "library", "viewer"],
    chords: ["Backspace", "Delete"],
    isOfFocus: true,
  },

  turn: {
    scopes: ["viewer", "cull"],
    chords: ["ArrowLeft", "ArrowRight"],
    shown: "←→",
    isFixed: true,
    repeats: true,
  },
  walkLineage: {
    scopes: ["viewer"],
    chords: ["ArrowUp", "ArrowDown"],
    shown: "↑↓",
    isFixed: true,
    repeats: true,
  },
  compare: { scopes: ["feed", "viewer"], chords: ["KeyC"] },
  refer: { scopes: ["feed", "viewer"], chords: ["Shift+KeyR"] },
  useRecipe: { scopes: ["viewer"], chords: ["KeyA"] },
  remix: { scopes: ["viewer"], chords: ["KeyR"] },
  annotate: { scopes: ["viewer"], chords: ["KeyE"] },
  finish: { scopes: ["viewer"], chords: ["KeyK"] },
  compareVersions: { scopes: ["viewer"], chords: ["KeyV"] },
  copyPrompt: { scopes: ["viewer"], chords: ["Mod+Shift+KeyC"], isFixed: true },
  download: { scopes: ["viewer"], chords: ["KeyD"] },
  surround: {
    scopes: ["viewer"],
    chords: ["Shift+Digit1", "Shift+Digit2", "Shift+Digit3", "Shift+Digit4"],
    shown: "Shift+1–4",
    isFixed: true,
  },

  nextMode: { scopes: ["compare"], chords: ["KeyM"] },
  showB: { scopes: ["compare"], chords: ["Space"], isFixed: true },
  swap: { scopes: ["compare"], chords: ["KeyS"] },
  pick: {
    scopes: ["compare"],
    chords: DIGITS.flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]),
    shown: "1–9",
    isFixed: true,
  },
  drop: { scopes: ["compare"], chords: ["KeyX"] },
  pan: { scopes: ["compare"], chords: ARROWS, shown: "←→↑↓", isFixed: true, repeats: true },

  fitOrFull: { scopes: ZOOMED, chords: ["KeyZ", "Digit0", "Numpad0"] },
  zoomIn: { scopes: ZOOMED, chords: ["+", "Equal", "NumpadAdd"], repeats: true },
  zoomOut: { scopes: ZOOMED, chords: ["-", "Minus", "NumpadSubtract"], repeats: true },
} satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

export const shortcutOf = (id: ShortcutId): Shortcut => SHORTCUTS[id];
