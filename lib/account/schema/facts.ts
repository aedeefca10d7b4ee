// What the browser has before its first paint: no parser here.

/** Where somebody sets up the second factor that their team demands. */
export const SECOND_FACTOR_PATH = "/second-factor";

export const NAME_LENGTH_MAX = 80;
export const PASSKEY_LABEL_LENGTH_MAX = 60;

/** Of a `Keyboard`. */
export const KEYBOARD_AS_IT_COMES = { hasSingleKeys: true, chords: {} };
