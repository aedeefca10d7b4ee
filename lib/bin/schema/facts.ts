// What the browser has before its first paint: no parser here.

export const BIN_PATH = "/library/bin";
/** A picture stays in the bin so long. */
export const BIN_DAYS = 30;
/** Pictures of one read. */
export const BIN_PAGE_SIZE = 100;
