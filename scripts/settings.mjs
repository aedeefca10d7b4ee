import path from "node:path";
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
    hasGatewayKey: Boolean(env.TOAPIS_API_KEY),
    sandboxSpeed: Number(env.MAQUETTE_SANDBOX_SPEED || 1),
  };
  const mistakes = [...processMistakes(settings), ...addressMistakes(settings, env)];
  if (mistakes.length > 0) throw new Refusal(mistakes.join("\n"));
  return settings;
}

function* processMistakes({ role, databaseUrl, hasGatewayKey, sandboxSpeed }) {
  if (!ROLES.includes(role)) yield `ROLE must be one of ${ROLES.join(", ")}.`;
  else if (role !== "all" && !databaseUrl)
    yield `ROLE=${role} needs DATABASE_URL: the embedded database serves one machine and ROLE=all.`;
  else if (role === "worker" && !hasGatewayKey)
    yield "ROLE=worker needs TOAPIS_API_KEY: only ROLE=all brings a sandbox.";
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

function protocolOf(url) {
  return URL.canParse(url) ? new URL(url).protocol : "";
}
