import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign as signBytes,
} from "node:crypto";
import type {
  NewPasskeyAnswer,
  PasskeyAnswer,
  PasskeyCreation,
  PasskeyRequest,
} from "@/lib/account/schema/passkey";

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (text: string) => createHash("sha256").update(text).digest();

/** CBOR (RFC 8949) of what a key and its statement are made of: whole numbers, texts, bytes and maps. */
function cbor(value: number | string | Uint8Array | ReadonlyMap<number | string, unknown>): Buffer {
  const head = (major: number, count: number) => {
    if (count < 24) return Buffer.from([(major << 5) | count]);
    if (count < 256) return Buffer.from([(major << 5) | 24, count]);
    return Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
  };
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const pairs = [...value].flatMap(([key, each]) => [cbor(key), cbor(each as string)]);
  return Buffer.concat([head(5, value.size), ...pairs]);
}

/** COSE (RFC 9053): an elliptic curve key of P-256 for ES256. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return cbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]),
  );
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** How a device, or somebody with one, does not do as it is asked. */
type Twist = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  counter?: number;
  isVerified?: boolean;
  userHandle?: string;
  type?: string;
};

/** A security key as a browser answers for it: written apart from what checks it. */
export function testDevice(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(20);
  let owner = "";
  let counter = 0;

  function clientData(type: string, challenge: string, twist: Twist) {
    const said = { type: twist.type ?? type, challenge: twist.challenge ?? challenge };
    const text = JSON.stringify({ ...said, origin: twist.origin ?? origin, crossOrigin: false });
    return Buffer.from(text);
  }
  function authenticatorData(rpId: string, extra: Buffer, twist: Twist) {
    const isVerified = twist.isVerified ?? true;
    const flags = PRESENT | (isVerified ? VERIFIED : 0) | (extra.length > 0 ? HAS_KEY : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(twist.counter ?? counter);
    return Buffer.concat([sha256(twist.rpId ?? rpId), Buffer.from([flags]), count, extra]);
  }
  const named = { id: base64url(id), rawId: base64url(id), type: "public-key" as const };

  return {
    credentialId: named.id,
    make(options: PasskeyCreation, twist: Twist = {}): NewPasskeyAnswer {
      owner = options.user.id;
      const length = Buffer.from([id.length >> 8, id.length & 255]);
      const key = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const statement = cbor(
        new Map<string, unknown>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", authenticatorData(options.rp.id, key, twist)],
        ]),
      );
      const clientDataJSON = clientData("webauthn.create", options.challenge, twist);
      return {
        ...named,
        response: {
          clientDataJSON: base64url(clientDataJSON),
          attestationObject: base64url(statement),
          transports: ["usb"],
        },
      };
    },
    sign(options: PasskeyRequest, twist: Twist = {}): PasskeyAnswer {
      counter += 1;
      const clientDataJSON = clientData("webauthn.get", options.challenge, twist);
      const data = authenticatorData(options.rpId, Buffer.alloc(0), twist);
      const signed = Buffer.concat([data, createHash("sha256").update(clientDataJSON).digest()]);
      return {
        ...named,
        response: {
          clientDataJSON: base64url(clientDataJSON),
          authenticatorData: base64url(data),
          signature: base64url(signBytes("sha256", signed, privateKey)),
          userHandle: twist.userHandle ?? owner,
        },
      };
    },
  };
}
