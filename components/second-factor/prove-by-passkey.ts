import { askForPasskey } from "@/components/second-factor/ask-device";
import { beginProofAction } from "@/lib/account/actions/second-factor";
import type { PasskeyAnswer } from "@/lib/account/schema/passkey";
import type { Result } from "@/lib/shared/result";
import type { Refusal } from "./use-sentences";

/** Asks one of the reader's own passkeys, and sends what it has signed. */
export async function proveByPasskey<T>(
  send: (passkey: PasskeyAnswer) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const begun = await beginProofAction(undefined);
  if (!begun.ok) return begun;
  const asked = await askForPasskey(begun.value);
  return asked.ok ? send(asked.value) : asked;
}
