// What the browser has before its first paint: no parser here.

export const NAME_LENGTH_MAX = 80;

/** Of a `Keyboard`. */
export const KEYBOARD_AS_IT_COMES = { hasSingleKeys: true, chords: {} };
