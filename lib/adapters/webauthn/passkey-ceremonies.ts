import { z } from "zod";
import type { PasskeyCreation, PasskeyRequest } from "@/lib/account/schema/passkey";
import type { PasskeyCeremonies } from "@/lib/ports/passkey-ceremonies";

/** A fifth of a second and 26 MB that most processes never need: loaded when somebody shows a passkey. */
const library = () => import("@simplewebauthn/server");
type Library = Awaited<ReturnType<typeof library>>;

const NAME = "Maquette";
/** How long a browser waits for the person; the studio waits as long for the answer. */
const TIMEOUT_MS = 5 * 60_000;
/** EdDSA, ES256 and RS256 of the COSE registry: what every device has one of. */
const ALGORITHMS = [-8, -7, -257];

/** What a device keeps of a person. */
const handleOf = (userId: string) => Buffer.from(userId).toString("base64url");

/** What was made for another person is not this one's, whatever it signs. */
const isHandleOf = (userId: string, handle: string | null | undefined) =>
  !handle || handle === handleOf(userId);

/** Not an answer: whatever is wrong with it, the person is told the same. */
async function orNull<T>(check: (library: Library) => Promise<T | null>): Promise<T | null> {
  const loaded = await library();
  try {
    return await check(loaded);
  } catch {
    return null;
  }
}

const clientDataSchema = z.object({ challenge: z.string().max(200) });

function challengeOf(clientDataJson: string): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJson, "base64url").toString());
    return clientDataSchema.parse(said).challenge;
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
  user: { id: handleOf(id), name: email, displayName: name },
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
      orNull(async ({ verifyRegistrationResponse }) => {
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
      orNull(async ({ verifyAuthenticationResponse }) => {
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
