import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Secrets of this installation: taken from the settings, else made once in the data folder, readable by its owner. */
export function ensureSecrets(dataDir, env) {
  const folder = path.join(dataDir, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = (name, create) => {
    const file = path.join(folder, name);
    if (!existsSync(file)) writeFileSync(file, create(), { mode: 0o600, flush: true });
    return file;
  };
  return {
    AUTH_SECRET:
      env.AUTH_SECRET ||
      readFileSync(
        made("auth-secret", () => randomBytes(32).toString("base64url")),
        "utf8",
      ),
    MAQUETTE_MASTER_KEY_FILE:
      env.MAQUETTE_MASTER_KEY_FILE || made("master-key", () => randomBytes(32)),
  };
}
