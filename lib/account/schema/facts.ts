// What the browser has before its first paint: no parser here.
import type { Keyboard } from "@/lib/account/schema";

export const NAME_LENGTH_MAX = 80;

export const KEYBOARD_AS_IT_COMES: Keyboard = { hasSingleKeys: true, chords: {} };
