import { readFileSync } from "node:fs";
import { Refusal } from "./refusal.mjs";

/** Settings that may stand in a file of their own: whoever reads the environment of a process does not read them. */
export const SECRET_NAMES = [
  "AUTH_SECRET",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "DATABASE_URL",
  "MAQUETTE_GITHUB_CLIENT_SECRET",
  "MAQUETTE_GOOGLE_CLIENT_SECRET",
  "MAQUETTE_METRICS_TOKEN",
  "MAQUETTE_OIDC_CLIENT_SECRET",
  "TOAPIS_API_KEY",
  "TOAPIS_WEBHOOK_SECRET",
  "TOAPIS_WEBHOOK_SECRET_PREVIOUS",
];

/**
 * What `NAME_FILE` names is `NAME`, without a line's end.
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string>} what the files say
 * @throws {Refusal} with every mistake, one a line
 */
export function readSecretFiles(env) {
  const mistakes = [];
  const found = {};
  for (const name of SECRET_NAMES) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    const text = readOrNull(file);
    if (env[name]) mistakes.push(`Set ${name} or ${name}_FILE, not both.`);
    else if (text === null) mistakes.push(`${name}_FILE names ${file}, which cannot be read.`);
    else if (text === "") mistakes.push(`${name}_FILE names ${file}, which is empty.`);
    else found[name] = text;
  }
  if (mistakes.length > 0) throw new Refusal(mistakes.join("\n"));
  return found;
}

function readOrNull(file) {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}
