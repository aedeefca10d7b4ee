import type {
  NewPasskeyAnswer,
  PasskeyAnswer,
  PasskeyCreation,
  PasskeyRequest,
} from "@/lib/account/schema/passkey";
import { err, ok, type Result } from "@/lib/shared/result";

/** Why a device has not answered. */
export type DeviceRefusal = {
  code:
    | "passkey_unsupported"
    | "passkey_cancelled"
    /** The page is at another address than the studio's own. */
    | "passkey_elsewhere"
    /** The device holds one already that was not to be made again. */
    | "passkey_taken";
};

/** Of the browser's words: https://www.w3.org/TR/webauthn-3/, sections 5.1.3 and 5.1.4. */
const CODES: Readonly<Record<string, DeviceRefusal["code"]>> = {
  NotAllowedError: "passkey_cancelled",
  AbortError: "passkey_cancelled",
  SecurityError: "passkey_elsewhere",
  InvalidStateError: "passkey_taken",
  NotSupportedError: "passkey_unsupported",
  ConstraintError: "passkey_unsupported",
};

async function ask<T>(run: (browser: typeof import("@simplewebauthn/browser")) => Promise<T>) {
  const browser = await import("@simplewebauthn/browser");
  if (!browser.browserSupportsWebAuthn()) return err({ code: "passkey_unsupported" as const });
  try {
    return ok(await run(browser));
  } catch (cause) {
    const code = cause instanceof Error ? CODES[cause.name] : undefined;
    if (!code) throw cause;
    return err({ code });
  }
}

/** The device shows that it is there and who unlocks it. */
export const askForPasskey = (
  optionsJSON: PasskeyRequest,
): Promise<Result<PasskeyAnswer, DeviceRefusal>> =>
  ask(({ startAuthentication }) => startAuthentication({ optionsJSON }));

/** The device makes a key. */
export const makePasskey = (
  optionsJSON: PasskeyCreation,
): Promise<Result<NewPasskeyAnswer, DeviceRefusal>> =>
  ask(({ startRegistration }) => startRegistration({ optionsJSON }));
