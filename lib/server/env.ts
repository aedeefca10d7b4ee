import "server-only";

import path from "node:path";
import { z } from "zod";
import { type Network, readNetwork } from "@/lib/server/client-address";
import { isLoopback } from "@/lib/server/own-origin";
import {
  type ServiceSettings,
  serviceSettings,
  serviceSettingsShape,
} from "@/lib/server/service-settings";
import {
  type StorageSettings,
  storageSettings,
  storageSettingsShape,
} from "@/lib/server/storage-settings";

const httpUrl = z.url({ protocol: /^https?$/ });

function networksOf(text: string, context: z.RefinementCtx): Network[] {
  return text.split(",").flatMap((part) => {
    const network = readNetwork(part.trim());
    if (!network) context.addIssue(`${part.trim()} is neither an address nor a network`);
    return network ?? [];
  });
}

const settingsSchema = z.object({
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
  MAQUETTE_HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().default(".data"),
  ...storageSettingsShape,
  ...serviceSettingsShape,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  AUTH_SECRET: z.string().min(32),
  /** Made in the data folder by the supervisor when it is not set. */
  MAQUETTE_MASTER_KEY_FILE: z.string().optional(),
  TOAPIS_API_KEY: z.string().min(1).optional(),
  TOAPIS_BASE_URL: httpUrl.default("https://toapis.com"),
  /** Of the key's webhooks, as the gateway's console shows it; its text is what signs. */
  TOAPIS_WEBHOOK_SECRET: z.string().min(16).optional(),
  /** Until the gateway has forgotten it, a day after the other one was made. */
  TOAPIS_WEBHOOK_SECRET_PREVIOUS: z.string().min(16).optional(),
  /** Set by the supervisor that started the sandbox; its exact origin may be private. */
  MAQUETTE_SANDBOX_URL: httpUrl.optional(),
  /** How many times faster than a real gateway the sandbox answers; polls are paced by it. */
  MAQUETTE_SANDBOX_SPEED: z.coerce.number().min(1).max(1_000).default(1),
  /** Addresses or networks (`10.0.0.0/8`) whose `X-Forwarded-For` is believed, with commas between. */
  MAQUETTE_TRUSTED_PROXIES: z.string().transform(networksOf).default([]),
  MAQUETTE_ALLOW_PRIVATE_UPSTREAM: z.enum(["0", "1"]).default("0"),
  /** Create calls under way at once, of all processes together; reads of each process have as many connections more. */
  MAQUETTE_SENDS_MAX: z.coerce.number().int().min(1).max(50).default(8),
  /** Of the first run's link; the supervisor makes a new one at each start. */
  MAQUETTE_SETUP_TOKEN: z.string().min(32).max(200).optional(),
  /** Who reads `/metrics` says it as a bearer. */
  MAQUETTE_METRICS_TOKEN: z.string().min(16).optional(),
  /** A port of its own for `/metrics` and the probes: on loopback, with a token where the studio listens. */
  MAQUETTE_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** A backup each night, and the days of which the last one stays; without it none is made by itself. */
  MAQUETTE_BACKUP_DAYS: z.coerce.number().int().min(1).max(3_650).optional(),
  /** Where backups lie. */
  MAQUETTE_BACKUP_DIR: z.string().optional(),
  MAQUETTE_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

export type Settings = {
  role: "all" | "web" | "worker";
  isDevelopment: boolean;
  port: number;
  host: string;
  /** Without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  storage: StorageSettings;
  /** Who may vouch for people at the door, and whom they may let in. */
  signIn: ServiceSettings;
  databaseUrl: string;
  authSecret: string;
  /** What every secret in the database is sealed with. */
  masterKeyFile: string;
  realKey: { secret: string; baseUrl: string } | null;
  /** Null: the gateway's events are not heard. Without `callbackUrl` they are heard but not asked for. */
  webhook: { secrets: readonly string[]; callbackUrl: string | null } | null;
  sandbox: { baseUrl: string; speed: number } | null;
  trustedProxies: readonly Network[];
  allowsPrivateUpstream: boolean;
  sendsMax: number;
  setupToken: string | null;
  /** Null: nothing is counted and nobody can ask. One of both is set. */
  metrics: { token: string | null; port: number | null } | null;
  /** `days` is null where no backup is made by itself. */
  backup: { days: number | null; folder: string };
  logLevel: "debug" | "info" | "warn" | "error";
};

/**
 * Reads and checks all settings at once. Called by the entries at start, never at import: `next build`
 * evaluates modules without any.
 *
 * @throws {Error} whose message names every setting that is wrong.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  // An empty variable is an unset one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path: [name], message }) => `${String(name)}: ${message}`,
    );
    throw new Error(`These settings are wrong: ${problems.join("; ")}`);
  }
  const settings = parsed.data;
  const dataDir = path.resolve(settings.DATA_DIR);
  const publicUrl = (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(
    /\/+$/,
    "",
  );
  return {
    role: settings.ROLE,
    isDevelopment: settings.NODE_ENV === "development",
    port: settings.PORT,
    host: settings.MAQUETTE_HOST,
    publicUrl,
    dataDir,
    storage: storageSettings(settings, dataDir),
    signIn: serviceSettings(settings),
    databaseUrl: settings.DATABASE_URL,
    authSecret: settings.AUTH_SECRET,
    masterKeyFile: settings.MAQUETTE_MASTER_KEY_FILE ?? path.join(dataDir, "secrets/master-key"),
    realKey: settings.TOAPIS_API_KEY
      ? { secret: settings.TOAPIS_API_KEY, baseUrl: settings.TOAPIS_BASE_URL }
      : null,
    webhook: webhookOf(settings, publicUrl),
    sandbox: settings.MAQUETTE_SANDBOX_URL
      ? { baseUrl: settings.MAQUETTE_SANDBOX_URL, speed: settings.MAQUETTE_SANDBOX_SPEED }
      : null,
    trustedProxies: settings.MAQUETTE_TRUSTED_PROXIES,
    allowsPrivateUpstream: settings.MAQUETTE_ALLOW_PRIVATE_UPSTREAM === "1",
    sendsMax: settings.MAQUETTE_SENDS_MAX,
    setupToken: settings.MAQUETTE_SETUP_TOKEN ?? null,
    metrics: metricsOf(settings),
    backup: {
      days: settings.MAQUETTE_BACKUP_DAYS ?? null,
      folder: path.resolve(settings.MAQUETTE_BACKUP_DIR ?? path.join(dataDir, "backups")),
    },
    logLevel: settings.MAQUETTE_LOG_LEVEL,
  };
}

function webhookOf(
  settings: z.output<typeof settingsSchema>,
  publicUrl: string,
): Settings["webhook"] {
  const secrets = [settings.TOAPIS_WEBHOOK_SECRET, settings.TOAPIS_WEBHOOK_SECRET_PREVIOUS].filter(
    (secret) => secret !== undefined,
  );
  if (secrets.length === 0) return null;
  const { protocol, hostname } = new URL(publicUrl);
  // The gateway refuses a create call with any other address.
  const isCallable =
    settings.MAQUETTE_ALLOW_PRIVATE_UPSTREAM === "1" ||
    (protocol === "https:" && !isLoopback(hostname));
  return { secrets, callbackUrl: isCallable ? `${publicUrl}/api/webhooks/toapis` : null };
}

function metricsOf(settings: z.output<typeof settingsSchema>): Settings["metrics"] {
  const token = settings.MAQUETTE_METRICS_TOKEN ?? null;
  const port = settings.MAQUETTE_METRICS_PORT ?? null;
  return token === null && port === null ? null : { token, port };
}

/** next-auth says where it is from here, and never from what a request says of itself. */
export function tellOwnAddress({ publicUrl }: Pick<Settings, "publicUrl">): void {
  process.env["AUTH_URL"] = publicUrl;
}
