import type { ComposerStore } from "@/components/composer/composer-store";
import { keepImage, place, setContent, setSlots } from "@/components/composer/tray-changes";
import { inNameOrder, isOfFolder } from "@/components/reference-image/folder-files";
import {
  changeSlot,
  type DropPlace,
  newSlotKey,
  type Slot,
} from "@/components/reference-image/slots";
import type { ImageKind } from "@/components/reference-image/sniff-image";
import { uploadFile } from "@/components/reference-image/upload-file";
import { createUploader, type EndedUpload } from "@/components/reference-image/uploader";

async function slotFor(file: File): Promise<Slot> {
  const { checkFile } = await import("@/components/reference-image/check-file");
  const problem = await checkFile(file).catch(() => ({ code: "not_an_image" }) as const);
  return {
    key: newSlotKey(),
    name: file.name,
    role: null,
    isEnabled: true,
    content: problem ? { kind: "failed", file, problem } : { kind: "uploading", file, percent: 0 },
  };
}

export async function addFiles(store: ComposerStore, files: readonly File[], at?: DropPlace) {
  const ordered = inNameOrder(files);
  const slots = await Promise.all(ordered.map(slotFor));
  const isLeftOut = (slot: Slot, index: number) =>
    isOfFolder(ordered[index]) &&
    slot.content.kind === "failed" &&
    slot.content.problem.code === "not_an_image";
  const leftOut = slots.filter(isLeftOut);
  const replaced = place(
    store,
    slots.filter((slot, index) => !isLeftOut(slot, index)),
    at,
  );
  if (leftOut.length > 0) {
    const names = leftOut.map(({ name }) => name);
    store.set((state) => ({ ...state, notice: { code: "not_pictures", names } }));
  }
  return replaced;
}

function endUpload(store: ComposerStore, { slot, file, result }: EndedUpload) {
  if (!result.ok) {
    setContent(store, slot.key, { kind: "failed", file, problem: result.error });
    return;
  }
  const { id, thumbhash, width, height } = result.value;
  keepImage(store, slot, { id, thumbhash, width, height });
}

/** Sends what the tray says is uploading. Answers with what ends it. */
export function followUploads(store: ComposerStore): () => void {
  const uploader = createUploader({
    slots: () => store.get().slots,
    send: uploadFile,
    onProgress: (key, content) => setContent(store, key, content),
    onEnd: (ended) => endUpload(store, ended),
  });
  uploader.follow();
  const stop = store.subscribe(uploader.follow);
  return () => {
    stop();
    uploader.stop();
  };
}

/** `HEIC → WEBP`; null when only the size is another. */
async function conversionNote(from: File, to: File): Promise<string | null> {
  const { kindOf } = await import("@/components/reference-image/check-file");
  const [before, after] = await Promise.all([kindOf(from), kindOf(to)]);
  return before && after && before !== after ? `${wordOf(before)} → ${wordOf(after)}` : null;
}

const wordOf = (kind: ImageKind) => kind.replace("image/", "").toUpperCase();

/** Makes a file smaller, or of another kind, in its slot and sends it. */
export async function convertSlot(store: ComposerStore, { key, content }: Slot) {
  if (content.kind !== "failed" && content.kind !== "converting") return;
  const { file } = content;
  setContent(store, key, { kind: "converting", file });
  const shrinking = import("@/components/reference-image/shrink-image");
  const converted = await shrinking.then(({ shrinkImage }) => shrinkImage(file)).catch(() => null);
  const note = converted && (await conversionNote(file, converted));
  const now = store.get().slots.find((slot) => slot.key === key)?.content;
  if (now?.kind !== "converting" || now.file !== file) return;
  if (note) setSlots(store, (slots) => changeSlot(slots, key, { note }));
  setContent(
    store,
    key,
    converted
      ? { kind: "uploading", file: converted, percent: 0 }
      : { kind: "failed", file, problem: { code: "cannot_convert" } },
  );
}

/** A conversion that was under way when its slot went begins again when the slot is back. */
export const resumeConversions = (store: ComposerStore) => {
  for (const slot of store.get().slots) {
    if (slot.content.kind === "converting") void convertSlot(store, slot);
  }
};
