import type { useTranslations } from "next-intl";
import type { z } from "zod";
import { type SetUp, setUpSchema } from "@/lib/account/schema";

type FieldName = keyof SetUp | "code";

/** A sentence beside each field that is wrong. Signing in asks for a part of what setting up does. */
export type FieldErrors = { [Name in FieldName]?: string | undefined };

const isFieldName = (name: unknown): name is FieldName =>
  typeof name === "string" && (name in setUpSchema.shape || name === "code");

type Translate = ReturnType<typeof useTranslations<"account">>;

function invalidMessage(t: Translate, field: FieldName, issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big") return t("invalid.tooLong", { count: Number(issue.maximum) });
  switch (field) {
    case "password": {
      if (issue.code === "custom") return t("invalid.passwordGuessable");
      const count = issue.code === "too_small" ? Number(issue.minimum) : 1;
      return count > 1 ? t("invalid.passwordShort", { count }) : t("invalid.passwordMissing");
    }
    case "token":
      return t("refused.linkMissing");
    case "timeZone":
      return t("refused.invalid");
    default:
      return t(`invalid.${field}`);
  }
}

/** The first thing that is wrong with each field, as a sentence. */
export function invalidMessages(t: Translate, issues: z.core.$ZodIssue[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of issues) {
    const [field] = issue.path;
    if (isFieldName(field)) errors[field] ??= invalidMessage(t, field, issue);
  }
  return errors;
}

const PASSKEY_REFUSALS = {
  passkey_unknown: "passkeyUnknown",
  passkey_expired: "passkeyExpired",
  passkey_refused: "passkeyRefused",
  passkey_cancelled: "passkeyCancelled",
  passkey_unsupported: "passkeyUnsupported",
  passkey_elsewhere: "passkeyElsewhere",
} as const;

const REFUSALS = {
  wrong_credentials: "wrongCredentials",
  too_many_tries: "tooManyTries",
  link_expired: "linkExpired",
  invalid_input: "invalid",
  wrong_code: "wrongCode",
  step_expired: "stepExpired",
  invitation_unknown: "invitationUnknown",
  invitation_used: "invitationUsed",
  invitation_revoked: "invitationRevoked",
  invitation_expired: "invitationExpired",
  address_taken: "addressTaken",
  signed_in: "signedIn",
  ...PASSKEY_REFUSALS,
  service_unreachable: "serviceUnreachable",
  service_not_set_up: "serviceNotSetUp",
  service_failed: "serviceFailed",
  service_cancelled: "serviceCancelled",
  mail_not_verified: "mailNotVerified",
  connect_first: "connectFirst",
  not_invited: "notInvited",
} as const;

export type RefusalKey = (typeof REFUSALS)[keyof typeof REFUSALS] | "failed" | "unreachable";

/** Codes without a sentence of their own are our fault, not the person's. */
export function refusalKey(code: string): RefusalKey {
  return code in REFUSALS ? REFUSALS[code as keyof typeof REFUSALS] : "failed";
}

const SERVICE_REFUSALS = {
  sign_in_again: "signInAgain",
  service_unreachable: "serviceUnreachable",
  service_not_set_up: "serviceNotSetUp",
} as const;
const SAID_EVERYWHERE = { ...PASSKEY_REFUSALS, ...SERVICE_REFUSALS };

/** Of what is said alike wherever a passkey or a service is asked; null for anything else. */
export const outerRefusalKey = (code: string) =>
  code in SAID_EVERYWHERE ? SAID_EVERYWHERE[code as keyof typeof SAID_EVERYWHERE] : null;
