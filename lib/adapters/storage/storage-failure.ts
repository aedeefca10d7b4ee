import { StorageError } from "@/lib/ports/object-storage";

const KEY = /^[a-z0-9]+(\/[a-zA-Z0-9][\w.-]*)+$/;

/** @throws {StorageError} when the key could name something outside of the storage. */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new StorageError("unavailable", `not a key: ${key}`);
  return key;
}

const CODES: Record<string, StorageError["code"]> = {
  ENOSPC: "full",
  EDQUOT: "full",
  ENOENT: "missing",
};

/** Runs `work`; what the file system throws becomes a StorageError. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new StorageError(CODES[code] ?? "unavailable", message, { cause });
  }
}
