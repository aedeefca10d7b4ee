// What the browser has before its first paint: no parser here.

/**
 * What a token may do, never more than its person may: `read` looks at pictures, runs, projects and references;
 * `generate` makes pictures, which costs money; `upload` adds reference images; `usage` reads what was spent.
 */
export const API_SCOPES = ["read", "generate", "upload", "usage"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** Days after which a new token ends. There is none without an end. */
export const TOKEN_LIFETIMES = ["7", "30", "90", "365"] as const;
export type TokenLifetime = (typeof TOKEN_LIFETIMES)[number];

/** Code points. */
export const TOKEN_LABEL_LENGTH_MAX = 60;
/** Of one person, those that have not ended. */
export const TOKENS_PER_PERSON_MAX = 20;

export const API_PATH = "/settings/api";
export const API_REFERENCE_PATH = "/settings/api/reference";
