import { constants, copyFile } from "node:fs/promises";
import path from "node:path";
import { type Command, UsageError } from "@/lib/cli/command";
import { KEPT_FOLDERS, StorageError, variantOfKept } from "@/lib/ports/object-storage";
import { formatBytes } from "@/lib/shared/bytes";

export const keptList: Command = {
  usage: "kept list",
  summary:
    "Lists what was paid for and is no picture of the feed: unreadable results, and extra ones.",
  async run({ ports }) {
    const folders = await Promise.all(KEPT_FOLDERS.map((folder) => ports.storage.list(folder)));
    const kept = folders.flat();
    const lines = kept.map(({ key, sizeBytes }) => `${key}  ${formatBytes(sizeBytes, "en")}`);
    const end = kept.length === 0 ? "Nothing is kept." : "Fetch one: maquette kept get KEY [FILE]";
    return { isGood: true, lines: [...lines, end], json: { kept } };
  },
};

export const keptGet: Command = {
  usage: "kept get KEY [FILE]",
  summary: "Copies one of them to a file that does not exist yet.",
  takesWords: true,
  async run({ ports: { storage } }, { words: [key, file, ...more] }) {
    if (!key || more.length > 0)
      throw new UsageError("Usage: maquette kept get KEY [FILE]; see: maquette kept list");
    if (variantOfKept(key) === null)
      throw new UsageError(`"${key}" is no key of what is kept; see: maquette kept list`);
    const target = path.resolve(file ?? path.basename(key));
    try {
      await copyFile(await storage.localPath(key), target, constants.COPYFILE_EXCL);
    } catch (cause) {
      throw failureOf(cause, { key, target });
    }
    return { isGood: true, lines: [`It lies in ${target}`], json: { key, file: target } };
  },
};

function failureOf(cause: unknown, { key, target }: { key: string; target: string }): unknown {
  if (cause instanceof StorageError && cause.code === "missing")
    return new UsageError(`Nothing is kept as ${key}; see: maquette kept list`);
  if ((cause as NodeJS.ErrnoException).code === "EEXIST")
    return new UsageError(`${target} exists already: name another file`);
  return cause;
}
