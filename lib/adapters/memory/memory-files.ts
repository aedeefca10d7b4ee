import { SIGNATURE_LENGTH } from "@/lib/image/schema/facts";
import type { DownloadOutcome, ResultDownloader } from "@/lib/ports/gateway";
import type { Derivatives, InspectedImage, Media, MediaRefusal } from "@/lib/ports/media";
import { type ObjectStorage, StorageError } from "@/lib/ports/object-storage";

/** Remembers keys, not bytes. `files` are the local files that exist in the spool. */
export function memoryStorage() {
  const keys = new Set<string>();
  const held = new Set<string>();
  let spooled = 0;
  const inFolder = (folder: string) =>
    [...keys]
      .filter((key) => key.startsWith(`${folder}/`))
      .sort()
      .map((key) => ({ key, sizeBytes: 1 }));
  const storage: ObjectStorage = {
    async putFile(key) {
      keys.add(key);
    },
    has: async (key) => keys.has(key),
    sizeBytes: async () => 1,
    send: async () => {},
    async localPath(key) {
      if (!keys.has(key)) throw new StorageError("missing", key);
      return `/memory/${key}`;
    },
    list: async (folder) => inFolder(folder),
    async *walk(folder) {
      yield inFolder(folder);
    },
    async delete(key) {
      keys.delete(key);
    },
    async newSpoolPath() {
      spooled += 1;
      return `/memory/spool/${spooled}`;
    },
    async claimSpool(name) {
      if (held.has(name)) return null;
      held.add(name);
      const path = `/memory/spool/${name}`;
      return {
        path,
        twin: async () => path,
        discard: async () => {},
        release: async () => void held.delete(name),
      };
    },
    listBegun: async () => [],
    usedSpoolShare: async () => 0,
    isWritable: async () => true,
    isAvailable: async () => true,
  };
  return { storage, keys };
}

/** Of a picture without any colour. */
export const PLAIN_LOOK: Derivatives["look"] = {
  ...{ colours: [], signature: "0".repeat(SIGNATURE_LENGTH) },
};

/** Finds in every file what it was told to. */
export function memoryMedia(image: InspectedImage) {
  let refusal: MediaRefusal | null = null;
  const derivatives: Derivatives = {
    files: [],
    thumbhash: new Uint8Array([1, 2, 3]),
    looksEmpty: false,
    look: PLAIN_LOOK,
  };
  const media: Media = {
    inspect: async () => (refusal ? { ok: false, refusal } : { ok: true, image }),
    derive: async () => derivatives,
    cleanCopy: async () => ({ mime: image.mime, sizeBytes: 1 }),
    render: async () => ({ sizeBytes: 1 }),
    close: async () => {},
  };
  return {
    media,
    refuse(reason: MediaRefusal | null) {
      refusal = reason;
    },
  };
}

/** Answers in order, then delivers. */
export function scriptedDownloader(sha256: string) {
  const script: DownloadOutcome[] = [];
  const urls: string[] = [];
  const downloader: ResultDownloader = {
    async download(url) {
      urls.push(url);
      return script.shift() ?? { ok: true, sizeBytes: 5_100_000, sha256 };
    },
  };
  return { downloader, script, urls };
}
