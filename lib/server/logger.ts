import "server-only";

import pino from "pino";

const SECRETS = /\b(sk-|mqt_)[\w-]{4,}|\bBearer\s+\S+|(X-Amz-Signature=)[^&\s"]+/g;

/** The last net: whatever looks like a key never reaches a log. */
export const redact = (line: string) => line.replace(SECRETS, "[redacted]");

export type Logger = pino.Logger;

/** JSON lines on standard output. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    base: null,
    hooks: { streamWrite: redact },
  });
