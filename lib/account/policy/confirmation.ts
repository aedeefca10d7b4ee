/** So long counts what somebody has shown of themselves for what a screen that stands open must not do. */
export const CONFIRMED_FOR_MS = 10 * 60_000;

/** @param at when the person last showed, in this session, that it is them */
export const isConfirmed = (at: Date | null, now: Date): boolean =>
  at !== null && now.getTime() - at.getTime() < CONFIRMED_FOR_MS;
