// What every screen has before its first paint.

/** Where the library is. */
export const LIBRARY_PATH = "/library";
export const libraryPath = (search: string) =>
  `${LIBRARY_PATH}?${new URLSearchParams({ q: search })}`;
