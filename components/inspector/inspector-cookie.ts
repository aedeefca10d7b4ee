/** In a cookie, so that the server leaves the inspector its place. */
export const INSPECTOR_COOKIE = "maquette.inspector";
export const INSPECTOR_OPEN = "open";
