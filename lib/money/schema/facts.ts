export const USAGE_PATH = "/settings/usage";
/** Where the caps stand. */
export const CAPS_PATH = `${USAGE_PATH}#budgets`;

/** Of a cap: the most that can be entered, USD 1,000,000 a month. */
export const CAP_MICRO_USD_MAX = 1_000_000_000_000;
/** People are warned from this share of a cap on, where nobody has said another. */
export const WARN_PERCENT = 80;
