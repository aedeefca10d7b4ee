import type { Slot, SlotContent } from "@/components/reference-image/slots";
import type { UploadEnd, UploadEvents } from "@/components/reference-image/upload-file";

const AT_ONCE_MAX = 3;

export type EndedUpload = { slot: Slot; file: File; result: UploadEnd };

type UploaderOptions = {
  slots: () => readonly Slot[];
  send: (file: File, events: UploadEvents) => { abort: () => void };
  onProgress: (key: string, content: SlotContent) => void;
  onEnd: (ended: EndedUpload) => void;
};

/**
 * Keeps the uploads equal to the slots: a slot that says "uploading" is sent, one that has been removed
 * is stopped, one that is brought back starts again. `follow` is called after every change.
 */
export function createUploader({ slots, send, onProgress, onEnd }: UploaderOptions) {
  const running = new Map<string, { file: File; abort: () => void }>();

  function start(slot: Slot, file: File) {
    const isCurrent = () => running.get(slot.key)?.file === file;
    running.set(slot.key, { file, abort: () => undefined });
    const { abort } = send(file, {
      progress(percent) {
        if (isCurrent()) onProgress(slot.key, { kind: "uploading", file, percent });
      },
      end(result) {
        if (!isCurrent()) return;
        running.delete(slot.key);
        onEnd({ slot, file, result });
      },
    });
    if (isCurrent()) running.set(slot.key, { file, abort });
  }

  function stop(isStopped: (key: string, file: File) => boolean) {
    for (const [key, { file, abort }] of running) {
      if (!isStopped(key, file)) continue;
      running.delete(key);
      abort();
    }
  }

  function follow() {
    const wanted = new Map(
      slots().flatMap((slot) =>
        slot.content.kind === "uploading"
          ? [[slot.key, { slot, file: slot.content.file }] as const]
          : [],
      ),
    );
    stop((key, file) => wanted.get(key)?.file !== file);
    for (const { slot, file } of wanted.values()) {
      if (running.size >= AT_ONCE_MAX) return;
      if (!running.has(slot.key)) start(slot, file);
    }
  }

  return { follow, stop: () => stop(() => true) };
}
