import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { decodeClientDataJSON, isoBase64URL } from "@simplewebauthn/server/helpers";
import type { PasskeyCreation, PasskeyRequest } from "@/lib/account/schema/passkey";
import type { PasskeyCeremonies } from "@/lib/ports/passkey-ceremonies";

const NAME = "Maquette";
/** How long a browser waits for the person; the studio waits as long for the answer. */
const TIMEOUT_MS = 5 * 60_000;
/** EdDSA, ES256 and RS256 of the COSE registry: what every device has one of. */
const ALGORITHMS = [-8, -7, -257];

/** What was made for another person is not this one's, whatever it signs. */
const isHandleOf = (userId: string, handle: string | null | undefined) =>
  !handle || handle === isoBase64URL.fromUTF8String(userId);

/** Not an answer: whatever is wrong with it, the person is told the same. */
async function orNull<T>(check: () => Promise<T | null>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}

function challengeOf(clientDataJson: string): string | null {
  try {
    const { challenge } = decodeClientDataJSON(clientDataJson);
    return typeof challenge === "string" ? challenge : null;
  } catch {
    return null;
  }
}

type Known = { credentialId: string; transports: readonly string[] };
const descriptors = (known: readonly Known[]) =>
  known.map(({ credentialId: id, transports }) => ({
    ...{ id, type: "public-key" as const },
    transports: [...transports],
  }));

type Asked = {
  creation: Parameters<PasskeyCeremonies["creation"]>[0];
  request: Parameters<PasskeyCeremonies["request"]>[0];
};

const creation = (
  rpId: string,
  { challenge, person: { id, name, email }, taken }: Asked["creation"],
): PasskeyCreation => ({
  ...{ challenge, timeout: TIMEOUT_MS, attestation: "none" },
  rp: { id: rpId, name: NAME },
  user: { id: isoBase64URL.fromUTF8String(id), name: email, displayName: name },
  pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: "public-key" })),
  excludeCredentials: descriptors(taken),
  // It opens the door by itself, so the device knows whose it is and asks who is there.
  authenticatorSelection: {
    ...{ residentKey: "required", requireResidentKey: true, userVerification: "required" },
  },
});

const request = (rpId: string, { challenge, allowed }: Asked["request"]): PasskeyRequest => ({
  ...{ challenge, rpId, timeout: TIMEOUT_MS, userVerification: "required" },
  allowCredentials: descriptors(allowed),
});

/** `publicUrl` is the studio's own address as it is configured; what a request says of itself is not asked. */
export function createPasskeyCeremonies(publicUrl: string): PasskeyCeremonies {
  const { hostname: rpId, origin } = new URL(publicUrl);
  const expected = { expectedOrigin: origin, expectedRPID: rpId, requireUserVerification: true };
  return {
    creation: (asked) => creation(rpId, asked),
    request: (asked) => request(rpId, asked),
    challengeOf: ({ response }) => challengeOf(response.clientDataJSON),
    checkNew: ({ id, rawId, type, response }, challenge) =>
      orNull(async () => {
        const { clientDataJSON, attestationObject, transports = [] } = response;
        const checked = await verifyRegistrationResponse({
          ...expected,
          expectedChallenge: challenge,
          supportedAlgorithmIDs: ALGORITHMS,
          response: {
            ...{ id, rawId, type, clientExtensionResults: {} },
            response: { clientDataJSON, attestationObject, transports },
          },
        });
        if (!checked.verified) return null;
        const { id: credentialId, publicKey, counter } = checked.registrationInfo.credential;
        return { credentialId, publicKey, counter, transports };
      }),
    check: ({ id, rawId, type, response }, { challenge, userId, passkey }) =>
      orNull(async () => {
        const { clientDataJSON, authenticatorData, signature, userHandle } = response;
        const { credentialId, publicKey, counter } = passkey;
        if (id !== credentialId || !isHandleOf(userId, userHandle)) return null;
        const checked = await verifyAuthenticationResponse({
          ...expected,
          expectedChallenge: challenge,
          credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
          response: {
            ...{ id, rawId, type, clientExtensionResults: {} },
            response: { clientDataJSON, authenticatorData, signature },
          },
        });
        return checked.verified ? { counter: checked.authenticationInfo.newCounter } : null;
      }),
  };
}
