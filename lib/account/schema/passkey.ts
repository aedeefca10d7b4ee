import { z } from "zod";
import { PASSKEY_LABEL_LENGTH_MAX } from "@/lib/account/schema/facts";
import { currentPasswordSchema, factorCodeSchema } from "@/lib/account/schema/second-factor";

/** Of one person: a phone, a laptop, a key in the drawer, and some more. */
export const PASSKEY_COUNT_MAX = 20;

/** Far more than a credential id (1,023 bytes), a signature or a key without attestation takes. */
const base64url = z
  .string()
  .max(8_000)
  .regex(/^[\w-]+$/);

/** What a device answers for a new key. What else a browser says of it is not ours to believe. */
export const newPasskeyAnswerSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
export type NewPasskeyAnswer = z.output<typeof newPasskeyAnswerSchema>;

/** What a device has signed. */
export const passkeyAnswerSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
});
export type PasskeyAnswer = z.output<typeof passkeyAnswerSchema>;

/** As next-auth hands it on: a text. */
export const passkeyFieldSchema = z
  .string()
  .max(40_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("Not JSON");
      return z.NEVER;
    }
  })
  .pipe(passkeyAnswerSchema);

/** After a right password: its ticket. Null: the passkey alone is to open the door. */
const ticketSchema = z.string().min(1).max(200).nullable();
export const beginPasskeySignInSchema = z.strictObject({ ticket: ticketSchema });
export const passkeySignInSchema = z.strictObject({
  ticket: ticketSchema,
  passkey: passkeyAnswerSchema,
});
export type PasskeySignIn = z.output<typeof passkeySignInSchema>;

const passkeyProofSchema = z.strictObject({ passkey: passkeyAnswerSchema });

/** For whoever has no password: that they have signed in a moment ago. */
const recentSignInSchema = z.strictObject({ recentSignIn: z.literal(true) });

/** Before something is added: the password, or a passkey that is there. */
export const addProofSchema = z.union([
  z.strictObject({ password: currentPasswordSchema }),
  passkeyProofSchema,
  recentSignInSchema,
]);
export type AddProof = z.output<typeof addProofSchema>;

/** Before something is taken away: the password with a code, or a passkey. */
export const factorProofSchema = z.union([
  z.strictObject({ password: currentPasswordSchema, code: factorCodeSchema }),
  recentSignInSchema.extend({ code: factorCodeSchema }),
  passkeyProofSchema,
]);
export type FactorProof = z.output<typeof factorProofSchema>;

export const addPasskeySchema = z.strictObject({
  /** Empty: it is called after the browser. */
  label: z.string().trim().max(PASSKEY_LABEL_LENGTH_MAX),
  answer: newPasskeyAnswerSchema,
});
export type AddPasskey = z.output<typeof addPasskeySchema>;

export const removePasskeySchema = z.strictObject({
  passkeyId: z.ulid(),
  proof: factorProofSchema,
});

export const passkeyViewSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** ISO 8601. */
  addedAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type PasskeyView = z.infer<typeof passkeyViewSchema>;

type KnownPasskey = { id: string; type: "public-key"; transports: string[] };

/** WebAuthn's `PublicKeyCredentialCreationOptionsJSON`, as far as it is said here. */
export type PasskeyCreation = {
  challenge: string;
  rp: { id: string; name: string };
  user: { id: string; name: string; displayName: string };
  pubKeyCredParams: { alg: number; type: "public-key" }[];
  /** Milliseconds. */
  timeout: number;
  attestation: "none";
  excludeCredentials: KnownPasskey[];
  authenticatorSelection: {
    residentKey: "required";
    requireResidentKey: true;
    userVerification: "required";
  };
};

/** WebAuthn's `PublicKeyCredentialRequestOptionsJSON`, as far as it is said here. */
export type PasskeyRequest = {
  challenge: string;
  rpId: string;
  /** Milliseconds. */
  timeout: number;
  allowCredentials: KnownPasskey[];
  userVerification: "required";
};
