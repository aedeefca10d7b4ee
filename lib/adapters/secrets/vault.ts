import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Vault } from "@/lib/ports/vault";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "v1";

type Locked = { key: Buffer; place: string };

/** Nonce, ciphertext and tag in one piece, base64url. */
function encrypt(plain: Buffer, { key, place }: Locked): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString("base64url");
}

function decrypt(sealed: string, { key, place }: Locked): Buffer {
  const all = Buffer.from(sealed, "base64url");
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv(CIPHER, key, all.subarray(0, NONCE_BYTES), options)
    .setAAD(Buffer.from(place))
    .setAuthTag(all.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** An operator's file may hold its randomness in any spelling; the key is derived from all of it. */
function deriveKey(masterKey: Buffer) {
  const key = Buffer.from(hkdfSync("sha256", masterKey, "", "maquette vault v1", 32));
  return { key, id: createHash("sha256").update(key).digest("hex").slice(0, 8) };
}

/** What begins so was sealed with this master key. */
export const sealPrefix = (masterKey: Buffer) => `${VERSION}.${deriveKey(masterKey).id}.`;

/**
 * `readMasterKeys` is asked when they are first needed, as not every process keeps secrets, and again before each
 * secret is sealed and for whatever does not open: they may have been renewed meanwhile. The newest comes first.
 */
export function createVault(readMasterKeys: () => Buffer[]): Vault {
  let known: ReturnType<typeof deriveKey>[] = [];
  const read = () => {
    known = readMasterKeys().map(deriveKey);
    return known;
  };
  const newest = () => {
    const [first] = read();
    if (!first) throw new Error("There is no master key: set MAQUETTE_MASTER_KEY_FILE");
    return first;
  };
  const ofId = (id: string | undefined) => known.find((each) => each.id === id);
  /** The key of this one secret, and the rest. */
  function unwrap(sealed: string, place: string) {
    const [version, id, wrapped = "", text = ""] = sealed.split(".");
    const master = version === VERSION ? (ofId(id) ?? read().find((each) => each.id === id)) : null;
    if (!master)
      throw new Error("Sealed with another master key: set MAQUETTE_MASTER_KEY_FILE to that one");
    return { id, own: decrypt(wrapped, { key: master.key, place }), text };
  }
  return {
    seal(secret, place) {
      const { id, key } = newest();
      const own = randomBytes(32);
      const text = encrypt(Buffer.from(secret), { key: own, place });
      return [VERSION, id, encrypt(own, { key, place }), text].join(".");
    },
    open(sealed, place) {
      const { own, text } = unwrap(sealed, place);
      return decrypt(text, { key: own, place }).toString();
    },
    knows(sealed) {
      const [version, id] = sealed.split(".");
      if (version !== VERSION) return false;
      try {
        return (ofId(id) ?? read().find((each) => each.id === id)) !== undefined;
      } catch {
        // There is no file to read one from.
        return false;
      }
    },
    rewrap(sealed, place) {
      const { id, key } = newest();
      const { id: before, own, text } = unwrap(sealed, place);
      return before === id ? null : [VERSION, id, encrypt(own, { key, place }), text].join(".");
    },
  };
}
