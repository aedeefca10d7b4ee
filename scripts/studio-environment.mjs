import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { embeddedUrl } from "./embedded-postgres.mjs";

/**
 * The settings with which a program beside the studio reaches what the studio works on, running or not.
 * Makes nothing in the data folder.
 * @param {Record<string, string | undefined>} env settings of the operator, which come first
 */
export function studioEnvironment(env) {
  const dataDir = path.resolve(root, env.DATA_DIR || ".data");
  return {
    DATA_DIR: dataDir,
    DATABASE_URL: env.DATABASE_URL || embeddedUrl(dataDir),
    // It signs nobody in, so it needs one and not the one.
    AUTH_SECRET: env.AUTH_SECRET || randomBytes(32).toString("base64url"),
    ...(env.TOAPIS_API_KEY ? {} : sandboxSettings(env, dataDir)),
  };
}

function sandboxSettings(env, dataDir) {
  const file = path.join(dataDir, "sandbox", "port");
  if (env.MAQUETTE_SANDBOX_URL || !existsSync(file)) return {};
  return { MAQUETTE_SANDBOX_URL: `http://127.0.0.1:${readFileSync(file, "utf8")}` };
}
