import "server-only";

import { KEPT_FOLDERS, StorageError, variantOfKept } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";

/** Where bytes lie that were paid for and that no screen shows, by variant. None while the storage is away. */
export async function listKept({
  storage,
}: Pick<Ports, "storage">): Promise<ReadonlyMap<string, string[]>> {
  try {
    const folders = await Promise.all(KEPT_FOLDERS.map((folder) => storage.list(folder)));
    const keys = folders.flat().map(({ key }) => key);
    return Map.groupBy(keys, (key) => variantOfKept(key) ?? "");
  } catch (cause) {
    if (cause instanceof StorageError) return new Map();
    throw cause;
  }
}
