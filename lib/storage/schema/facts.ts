// What the browser has before its first paint: no parser here.

export const STORAGE_PATH = "/library/storage";
