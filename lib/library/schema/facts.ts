/** Where the library is. */
export const LIBRARY_PATH = "/library";
