/** What a row of the log may say of before and after, by what was done. Nothing else is kept. */
export const AUDIT_FACTS = {
  team_made: ["name"],
  signed_in: [],
  sign_in_failed: [],
  signed_out: [],
  password_changed: [],
  password_reset: [],
  device_signed_out: [],
  other_devices_signed_out: [],
  second_factor_added: [],
  second_factor_removed: [],
  passkey_added: [],
  passkey_removed: [],
  service_connected: [],
  service_disconnected: [],
  recovery_codes_renewed: [],
  second_factor_reset: [],
  second_factor_demanded: [],
  second_factor_not_demanded: [],
  person_renamed: ["name"],
  invitation_made: ["role"],
  invitation_renewed: ["role"],
  invitation_revoked: ["role"],
  invitation_accepted: ["role"],
  person_readmitted: ["role"],
  person_signed_up: ["role"],
  role_changed: ["role"],
  person_removed: ["role"],
  project_made: ["name", "code"],
  project_renamed: ["name"],
  project_closed: ["people"],
  project_opened: ["people"],
  project_people_changed: ["people"],
  collection_removed: [],
  collection_restored: [],
  pictures_erased: ["count"],
  storage_freed: ["count", "sizeBytes"],
  takeout_begun: ["count"],
  sending_paused: ["reason"],
  sending_resumed: ["reason"],
  key_added: ["label", "baseUrl", "accountGroup", "lastFour"],
  key_changed: ["label", "baseUrl", "accountGroup"],
  key_replaced: ["lastFour"],
  key_switched_on: [],
  key_switched_off: [],
  key_removed: ["label", "baseUrl", "accountGroup", "lastFour"],
  /** Which key serves a project or the team; null for whatever the studio takes. */
  key_chosen: ["key"],
  model_added: ["label", "priceMicroUsd"],
  model_changed: ["label", "priceMicroUsd"],
  model_removed: ["label", "priceMicroUsd"],
  price_set: ["priceMicroUsd"],
  budget_set: ["capMicroUsd", "warnPercent"],
  api_token_made: ["scopes"],
  api_token_revoked: ["scopes"],
  log_exported: [],
} as const satisfies Record<string, readonly string[]>;

export type AuditAction = keyof typeof AUDIT_FACTS;
export const AUDIT_ACTIONS = Object.keys(AUDIT_FACTS) as [AuditAction, ...AuditAction[]];

export type AuditFact = (typeof AUDIT_FACTS)[AuditAction][number];

export const AUDIT_KINDS = [
  "team",
  "person",
  "invitation",
  "project",
  "collection",
  "pictures",
  "model",
  "gateway_key",
  "budget",
  "session",
  "passkey",
  "service",
  "api_token",
  "log",
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Somebody of the team, whoever is at the machine, nobody we know yet, or the studio by itself. */
export const AUDIT_AUTHORS = ["person", "operator", "visitor", "studio"] as const;
export type AuditAuthorKind = (typeof AUDIT_AUTHORS)[number];

export const LOG_PATH = "/settings/log";
export const LOG_PAGE_SIZE = 50;
/** Characters of a search. */
export const LOG_SEARCH_LENGTH_MAX = 100;
