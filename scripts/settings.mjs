import { readFileSync } from "node:fs";
import path from "node:path";
import { parseStorageUrl } from "../lib/server/storage-url.ts";
import { root } from "./bootstrap.mjs";
import { Refusal } from "./refusal.mjs";

const ROLES = ["all", "web", "worker"];

/**
 * What the supervisor itself must know before it touches anything; the processes validate the rest.
 * @throws {Refusal} with every mistake, one a line
 */
export function readSettings(env) {
  const settings = {
    role: env.ROLE || "all",
    port: Number(env.PORT || 3000),
    host: env.MAQUETTE_HOST || "127.0.0.1",
    dataDir: path.resolve(root, env.DATA_DIR || ".data"),
    databaseUrl: env.DATABASE_URL || null,
    storageUrl: env.STORAGE_URL || null,
    hasGatewayKey: Boolean(env.TOAPIS_API_KEY),
    sandboxSpeed: Number(env.MAQUETTE_SANDBOX_SPEED || 1),
  };
  const mistakes = [
    ...processMistakes(settings),
    ...addressMistakes(settings, env),
    ...storageMistakes(settings, env),
    ...sharedMistakes(settings, env),
  ];
  if (mistakes.length > 0) throw new Refusal(mistakes.join("\n"));
  return settings;
}

function* processMistakes({ role, databaseUrl, sandboxSpeed }) {
  if (!ROLES.includes(role)) yield `ROLE must be one of ${ROLES.join(", ")}.`;
  else if (role !== "all" && !databaseUrl)
    yield `ROLE=${role} needs DATABASE_URL: the embedded database serves one machine and ROLE=all.`;
  if (!(sandboxSpeed >= 1 && sandboxSpeed <= 1_000))
    yield "MAQUETTE_SANDBOX_SPEED must be a number from 1 to 1000.";
}

function* addressMistakes({ port, databaseUrl }, { PUBLIC_URL: publicUrl, AUTH_SECRET: secret }) {
  if (secret && secret.length < 32) yield "AUTH_SECRET must have at least 32 characters.";
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    yield "PORT must be a whole number from 1 to 65535.";
  if (databaseUrl && !/^postgres(ql)?:$/.test(protocolOf(databaseUrl)))
    yield "DATABASE_URL must be of the form postgresql://user:password@host:5432/database.";
  if (publicUrl && !/^https?:$/.test(protocolOf(publicUrl)))
    yield "PUBLIC_URL must begin with http:// or https://.";
}

function* storageMistakes({ storageUrl }, env) {
  try {
    const isBucket = storageUrl && parseStorageUrl(storageUrl).kind === "s3";
    if (isBucket && !(env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY))
      yield "STORAGE_URL names a bucket: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
  } catch (error) {
    yield `STORAGE_URL ${error.message}.`;
  }
}

/** What one machine makes for itself and several must be given. */
function* sharedMistakes({ role, hasGatewayKey }, env) {
  const file = env.MAQUETTE_MASTER_KEY_FILE;
  if (file && !isReadable(file))
    yield `MAQUETTE_MASTER_KEY_FILE names ${file}, which cannot be read.`;
  if (role !== "web" && role !== "worker") return;
  for (const name of ["AUTH_SECRET", "MAQUETTE_MASTER_KEY_FILE"])
    if (!env[name]) yield `ROLE=${role} needs ${name}: all processes must have the same.`;
  if (!hasGatewayKey)
    yield `ROLE=${role} needs TOAPIS_API_KEY, and TOAPIS_BASE_URL for another gateway than https://toapis.com: only ROLE=all starts a sandbox.`;
}

function isReadable(file) {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}

function protocolOf(url) {
  return URL.canParse(url) ? new URL(url).protocol : "";
}
