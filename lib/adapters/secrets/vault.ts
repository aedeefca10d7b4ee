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

/** `readMasterKey` is asked when it is first needed: not every process keeps secrets. */
export function createVault(readMasterKey: () => Buffer): Vault {
  let master: ReturnType<typeof deriveKey> | undefined;
  const masterKey = () => {
    master ??= deriveKey(readMasterKey());
    return master;
  };
  return {
    seal(secret, place) {
      const { key, id } = masterKey();
      const own = randomBytes(32);
      const wrapped = encrypt(own, { key, place });
      return [VERSION, id, wrapped, encrypt(Buffer.from(secret), { key: own, place })].join(".");
    },
    open(sealed, place) {
      const { key, id } = masterKey();
      const [version, keyId, wrapped = "", text = ""] = sealed.split(".");
      if (version !== VERSION || keyId !== id)
        throw new Error("Sealed with another master key: set MAQUETTE_MASTER_KEY_FILE to that one");
      return decrypt(text, { key: decrypt(wrapped, { key, place }), place }).toString();
    },
  };
}
