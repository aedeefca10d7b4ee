// What the browser has before its first paint: no parser here.

/** In the address: `?project=AK`. */
export const PROJECT_PARAM = "project";

/** The studio with that project in view. */
export const projectPath = (code: string) => `/?${PROJECT_PARAM}=${code}`;
