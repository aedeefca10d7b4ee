import { liveChordsOf } from "@/components/keyboard/bindings";
import { chordOf, isChord, isForTyping, isTyping } from "@/components/keyboard/chord";
import { getKeyboard } from "@/components/keyboard/keyboard-store";
import { isInField, isOnButton, type Place, placeOf } from "@/components/keyboard/place";
import { type Scope, type ShortcutId, shortcutOf } from "@/components/keyboard/shortcuts";
import { isMacNow } from "@/components/keyboard/use-is-mac";

/** Between two keys that are pressed one after the other, ms. */
const SEQUENCE_MS = 1200;

export type Handler = {
  id: ShortcutId;
  /** Answers false when there was nothing to do: then the key keeps its meaning in the browser. */
  press: (event: KeyboardEvent) => unknown;
  /** The key, which was held, is let go. */
  release?: () => void;
};

// The newest last: it lies on top.
const handlers = new Set<Handler>();
let begun: { chord: string; at: number } | null = null;
let held: { code: string; release: () => void } | null = null;

export function listenFor(handler: Handler): () => void {
  if (handlers.size === 0) start();
  handlers.add(handler);
  return () => {
    handlers.delete(handler);
    if (handlers.size === 0) stop();
  };
}

/** For an element that listens by itself because it knows what the key is about. */
export const isPressed = (id: ShortcutId, event: KeyboardEvent): boolean =>
  !isTaken(event) &&
  liveChordsOf(id, getKeyboard()).some((chord) => isChord(chord, event, isMacNow()));

// On the window, so that whatever has the focus comes first and may take the key.
function start() {
  window.addEventListener("keydown", onKeyDown);
  window.addEventListener("keyup", onKeyUp);
  window.addEventListener("blur", letGo);
}

function stop() {
  window.removeEventListener("keydown", onKeyDown);
  window.removeEventListener("keyup", onKeyUp);
  window.removeEventListener("blur", letGo);
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || isTaken(event) || chordOf(event, isMacNow()) === null) return;
  const meant = meantAt(placeOf(event.target));
  const handler = finished(event, meant);
  if (handler) run(handler, event);
  else begin(event, meant);
}

/** By a field, by a button, or by letters that are being composed. */
function isTaken(event: KeyboardEvent): boolean {
  if (isTyping(event, isMacNow())) return true;
  if (!isForTyping(event)) return false;
  const isPress = event.code === "Space" || event.key === "Enter";
  return isInField(event.target) || (isPress && isOnButton(event.target));
}

type Meant = { handler: Handler; first: string; second: string | undefined };

function meantAt(place: Place): Meant[] {
  return [...handlers]
    .reverse()
    .filter(({ id }) => worksAt(id, place))
    .flatMap((handler) =>
      liveChordsOf(handler.id, getKeyboard()).map((chord) => {
        const [first = "", second] = chord.split(" ");
        return { handler, first, second };
      }),
    );
}

/** Parts of a screen that nothing lies over. */
const PAGE_SCOPES: readonly Scope[] = ["composer", "feed", "library"];

const worksAt = (id: ShortcutId, place: Place) =>
  place !== null &&
  shortcutOf(id).scopes.some((scope) => {
    if (scope === "anywhere") return true;
    return PAGE_SCOPES.includes(scope) ? place === "page" : place === scope;
  });

function finished(event: KeyboardEvent, meant: readonly Meant[]): Handler | undefined {
  const before = begun && event.timeStamp - begun.at < SEQUENCE_MS ? begun.chord : null;
  begun = null;
  const isNow = (chord: string) => isChord(chord, event, isMacNow());
  const second = meant.find((each) => each.second && each.first === before && isNow(each.second));
  const found = second ?? meant.find((each) => !each.second && isNow(each.first));
  return found?.handler;
}

function begin(event: KeyboardEvent, meant: readonly Meant[]) {
  const found = meant.find(({ first, second }) => second && isChord(first, event, isMacNow()));
  if (!found) return;
  event.preventDefault();
  begun = { chord: found.first, at: event.timeStamp };
}

function run({ id, press, release }: Handler, event: KeyboardEvent) {
  if (event.repeat && !shortcutOf(id).repeats) event.preventDefault();
  else if (press(event) !== false) event.preventDefault();
  if (release && !event.repeat) held = { code: event.code, release };
}

function onKeyUp({ code }: KeyboardEvent) {
  if (held?.code === code) letGo();
}

function letGo() {
  held?.release();
  held = null;
}
