import { createHash, randomBytes } from "node:crypto";
import type { Tokens } from "@/lib/ports/secrets";

export const tokens: Tokens = {
  newToken: () => randomBytes(32).toString("base64url"),
  hash: (token) => new Uint8Array(createHash("sha256").update(token).digest()),
};
