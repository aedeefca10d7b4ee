// What the browser has before its first paint: no parser here.

export const COLUMNS_MIN = 2;
export const COLUMNS_MAX = 8;
export const COLUMNS_DEFAULT = 4;

/** Of one sheet. */
export const SHEET_PICTURES_MAX = 2_000;

export const PAPERS = ["a4", "letter"] as const;
export type Paper = (typeof PAPERS)[number];
export const PAPER_ORIENTATIONS = ["portrait", "landscape"] as const;

/** What stands under a picture, in this order. */
export const CAPTIONS = ["code", "prompt", "person", "date", "ratio"] as const;
export type Caption = (typeof CAPTIONS)[number];
