export const KEYS_PATH = "/settings/keys";

/** International, and of mainland China: the same paths and the same key (docs.toapis.com, read 2026-08-20). */
export const KNOWN_ADDRESSES = ["https://toapis.com", "https://toapis.cn"] as const;

/** Groups of accounts at the gateway: each may be asked more than the one before (docs.toapis.com, rate limits). */
export const ACCOUNT_GROUPS = ["default", "vip", "svip"] as const;

export const KEY_LABEL_LENGTH_MAX = 40;
/** Characters. */
export const KEY_SECRET_LENGTH_MIN = 8;
export const KEY_SECRET_LENGTH_MAX = 300;
export const KEYS_PER_TEAM_MAX = 20;
