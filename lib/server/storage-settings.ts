import "server-only";

import path from "node:path";
import { z } from "zod";
import { parseStorageUrl } from "@/lib/server/storage-url";

const MEBIBYTE = 1024 ** 2;

const storageUrlSchema = z.string().transform((text, context) => {
  try {
    return parseStorageUrl(text);
  } catch (cause) {
    context.addIssue((cause as Error).message);
    return z.NEVER;
  }
});

/** The part of the settings that says where bytes are kept. */
export const storageSettingsShape = {
  STORAGE_URL: storageUrlSchema.optional(),
  AWS_ACCESS_KEY_ID: z.string().default(""),
  AWS_SECRET_ACCESS_KEY: z.string().default(""),
  /** Of files that are being made on this machine; new submissions stop near it. */
  MAQUETTE_SPOOL_MB: z.coerce.number().min(100).optional(),
};

export type StorageSettings = { spoolLimitBytes: number | null } & (
  | { kind: "disk"; root: string }
  | {
      kind: "s3";
      address: {
        bucket: string;
        prefix: string;
        endpoint: string | null;
        region: string;
        accessKeyId: string;
        secretAccessKey: string;
      };
    }
);

export function storageSettings(
  given: z.output<z.ZodObject<typeof storageSettingsShape>>,
  dataDir: string,
): StorageSettings {
  const megabytes = given.MAQUETTE_SPOOL_MB;
  const spoolLimitBytes = megabytes === undefined ? null : megabytes * MEBIBYTE;
  const location = given.STORAGE_URL ?? { kind: "disk", root: path.join(dataDir, "storage") };
  if (location.kind === "disk") return { ...location, spoolLimitBytes };
  const { kind, ...address } = location;
  const credentials = {
    accessKeyId: given.AWS_ACCESS_KEY_ID,
    secretAccessKey: given.AWS_SECRET_ACCESS_KEY,
  };
  return { kind, address: { ...address, ...credentials }, spoolLimitBytes };
}
