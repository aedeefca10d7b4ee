import { describe, expect, test } from "vitest";
import { fillSlot, removeSlots, type Slot, type Slots } from "@/components/reference-image/slots";
import type { UploadEvents } from "@/components/reference-image/upload-file";
import { createUploader, type EndedUpload } from "@/components/reference-image/uploader";
import { ok } from "@/lib/shared/result";

const uploading = (name: string): Slot => ({
  key: name,
  name,
  role: null,
  isEnabled: true,
  content: { kind: "uploading", file: new File([name], name), percent: 0 },
});

/** The slots, what is being sent for them, and what came of it. */
function bench(names: string) {
  let slots: Slots = [...names].map(uploading);
  const sent: { name: string; events: UploadEvents; isAborted: boolean }[] = [];
  const ended: EndedUpload[] = [];
  const uploader = createUploader({
    slots: () => slots,
    send(file, events) {
      const upload = { name: file.name, events, isAborted: false };
      sent.push(upload);
      return {
        abort() {
          upload.isAborted = true;
        },
      };
    },
    onProgress: (key, content) => set(fillSlot(slots, key, content)),
    onEnd(end) {
      ended.push(end);
      const image = { id: end.slot.key, thumbhash: null };
      set(fillSlot(slots, end.slot.key, { kind: "ready", image }));
    },
  });
  const set = (next: Slots) => {
    slots = next;
    uploader.follow();
  };
  const finish = (name: string) =>
    sent
      .findLast((upload) => upload.name === name)
      ?.events.end(ok({ id: name, thumbhash: "", fileName: name }));
  uploader.follow();
  return { sent, ended, set, finish, slots: () => slots, stop: uploader.stop };
}

const names = (sent: { name: string }[]) => sent.map(({ name }) => name).join("");

describe("Uploads", () => {
  test("go out three at once, in the order of the slots", () => {
    const { sent, finish } = bench("abcde");
    expect(names(sent)).toBe("abc");
    finish("b");
    expect(names(sent)).toBe("abcd");
  });

  test("tell how far they are", () => {
    const { sent, slots } = bench("a");
    sent[0]?.events.progress(40);
    expect(slots()[0]?.content).toMatchObject({ kind: "uploading", percent: 40 });
    expect(sent).toHaveLength(1);
  });

  test("bug 7: are stopped when their slot is removed, and do not bring it back", () => {
    const { sent, ended, set, slots, finish } = bench("ab");
    set(removeSlots(slots(), ({ key }) => key === "a").slots);
    expect(sent.map(({ isAborted }) => isAborted)).toEqual([true, false]);
    finish("a");
    expect(ended).toEqual([]);
  });

  test("begin again when their slot is brought back", () => {
    const { sent, set, slots } = bench("a");
    const before = slots();
    set([]);
    set(before);
    expect(names(sent)).toBe("aa");
  });

  test("end with the page", () => {
    const { sent, stop } = bench("ab");
    stop();
    expect(sent.every(({ isAborted }) => isAborted)).toBe(true);
  });
});
