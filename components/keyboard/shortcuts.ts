/** `anywhere` is outside fields and dialogs; `picture` is a cell with the focus, and the viewer. */
export type ShortcutPlace = "anywhere" | "picture";

/**
 * Keys without a modifier, by `event.code`, so that they are the same on a Russian keyboard. A space parts
 * keys that are pressed one after the other.
 */
export const SHORTCUTS = {
  newPrompt: { place: "anywhere", key: "KeyN" },
  goStudio: { place: "anywhere", key: "KeyG KeyS" },
  goAttention: { place: "anywhere", key: "KeyG KeyA" },
  shortcuts: { place: "anywhere", key: "Shift+Slash" },
  compare: { place: "picture", key: "KeyC" },
  recipe: { place: "picture", key: "KeyA" },
  remix: { place: "picture", key: "KeyR" },
  goOn: { place: "picture", key: "KeyS" },
  annotate: { place: "picture", key: "KeyE" },
  finish: { place: "picture", key: "KeyK" },
  download: { place: "picture", key: "KeyD" },
} as const satisfies Record<string, { place: ShortcutPlace; key: string }>;

export type ShortcutId = keyof typeof SHORTCUTS;
export type PictureShortcut = {
  [Id in ShortcutId]: (typeof SHORTCUTS)[Id]["place"] extends "picture" ? Id : never;
}[ShortcutId];

export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as ShortcutId[];

export type ShortcutSettings = {
  isOff: boolean;
  /** Only what differs from the default. */
  keys: Partial<Record<ShortcutId, string>>;
};

export const DEFAULT_SETTINGS: ShortcutSettings = { isOff: false, keys: {} };

/** The zoom of the viewer, and what walks and presses everywhere. */
const TAKEN = /^(?:Shift\+)?(?:KeyZ|Space|Enter|Tab|Escape|Minus|Equal|Arrow\w+|Digit\d|Numpad\w+)$/;

type Press = { code: string; shiftKey: boolean };

export const keyOf = ({ code, shiftKey }: Press) => (shiftKey ? `Shift+${code}` : code);

export const keyFor = (id: ShortcutId, { keys }: ShortcutSettings) => keys[id] ?? SHORTCUTS[id].key;

/** Null when nothing is bound there, and when the keys are switched off. */
export function shortcutAt(
  place: ShortcutPlace,
  key: string,
  settings: ShortcutSettings,
): ShortcutId | null {
  if (settings.isOff) return null;
  const isHere = (id: ShortcutId) =>
    SHORTCUTS[id].place === place && keyFor(id, settings) === key;
  return SHORTCUT_IDS.find(isHere) ?? null;
}

/** True when `key` is the first of several. */
export const isLeader = (key: string, settings: ShortcutSettings) =>
  !settings.isOff && SHORTCUT_IDS.some((id) => keyFor(id, settings).startsWith(`${key} `));

/** Why `id` cannot have `key`: another has it, or it is never free. Null when it can. */
export function conflictOf(
  id: ShortcutId,
  key: string,
  settings: ShortcutSettings,
): ShortcutId | "taken" | null {
  if (TAKEN.test(key)) return "taken";
  const clashes = (other: ShortcutId) => {
    const its = keyFor(other, settings);
    return other !== id && (its === key || its.startsWith(`${key} `));
  };
  return SHORTCUT_IDS.find(clashes) ?? null;
}

export function rebind(
  id: ShortcutId,
  key: string,
  settings: ShortcutSettings,
): ShortcutSettings {
  const { [id]: _, ...keys } = settings.keys;
  return { ...settings, keys: key === SHORTCUTS[id].key ? keys : { ...keys, [id]: key } };
}

/** As it is printed on a key: `N`, `G S`, `?`. */
export const keyLabel = (key: string) =>
  key
    .split(" ")
    .map((part) => (part === "Shift+Slash" ? "?" : part.replace("Shift+", "⇧").replace("Key", "")))
    .join(" ");

/** What was kept, as far as it is still known; anything else is the default. */
export function parseSettings(text: string | null): ShortcutSettings {
  const kept = parseJson(text);
  if (typeof kept !== "object" || kept === null) return DEFAULT_SETTINGS;
  const { isOff, keys } = kept as { isOff?: unknown; keys?: Record<string, unknown> | null };
  const entries = SHORTCUT_IDS.flatMap((id) => {
    const key = keys?.[id];
    return typeof key === "string" ? [[id, key] as const] : [];
  });
  return { isOff: isOff === true, keys: Object.fromEntries(entries) };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
