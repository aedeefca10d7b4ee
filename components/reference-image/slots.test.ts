import { describe, expect, test } from "vitest";
import {
  addSlots,
  finishUpload,
  markMissing,
  moveSlot,
  removeSlots,
  restoreSlots,
  type Slot,
  type Slots,
  slotsOf,
} from "@/components/reference-image/slots";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema";

const file = new File(["x"], "x.jpg");

const ready = (name: string): Slot => ({
  key: `key-${name}`,
  name,
  role: null,
  isEnabled: true,
  content: { kind: "ready", image: { id: `id-${name}`, thumbhash: null } },
});
const uploading = (name: string): Slot => ({
  key: `key-${name}`,
  name,
  role: null,
  isEnabled: true,
  content: { kind: "uploading", file, percent: 0 },
});
const row = (names: string) => [...names].map(ready);
const names = (slots: Slots) => slots.map(({ name }) => name).join("");

describe("The tray", () => {
  test("takes new pictures at the end", () => {
    expect(names(addSlots(row("ab"), row("cd")).slots)).toBe("abcd");
  });

  test("takes pictures between two that were there", () => {
    const added = addSlots(row("ab"), row("cd"), { kind: "insert", index: 1 });
    expect(names(added.slots)).toBe("acdb");
  });

  test("puts the first picture in the place of the one that it was dropped on", () => {
    const added = addSlots(row("abc"), row("xy"), { kind: "replace", index: 1 });
    expect(names(added.slots)).toBe("axyc");
  });

  test("leaves out by name what is more than fits", () => {
    const full = addSlots(row("abcdefghijklm"), row("xyz"));
    expect(full.slots).toHaveLength(REFERENCE_IMAGE_COUNT_MAX);
    expect(names(full.leftOut)).toBe("yz");
  });

  test("lets a full tray replace a picture", () => {
    const full = addSlots(row("abcdefghijklmn"), row("xy"), { kind: "replace", index: 13 });
    expect(names(full.slots)).toBe("abcdefghijklmx");
    expect(names(full.leftOut)).toBe("y");
  });

  test.each([
    ["a", 2, "bca"],
    ["c", 0, "cab"],
    ["c", 9, "abc"],
    ["a", -1, "abc"],
    ["gone", 0, "abc"],
  ])("moves %s to place %i", (name, index, expected) => {
    expect(names(moveSlot(row("abc"), `key-${name}`, index))).toBe(expected);
  });

  test("brings removed pictures back to where they were", () => {
    const { slots, removed } = removeSlots(row("abcd"), (_, index) => index % 2 === 1);
    expect(names(slots)).toBe("ac");
    expect(names(restoreSlots(slots, removed).slots)).toBe("abcd");
  });

  test("brings nothing back twice", () => {
    const { slots, removed } = removeSlots(row("ab"), () => true);
    const again: Slot = { ...ready("a"), key: "another key" };
    expect(names(restoreSlots([...slots, again], removed).slots)).toBe("ab");
  });

  test("leaves out what no longer fits when it is brought back", () => {
    const { removed } = removeSlots(row("x"), () => true);
    const { slots, leftOut } = restoreSlots(row("abcdefghijklmn"), removed);
    expect(names(slots)).toBe("abcdefghijklmn");
    expect(names(leftOut)).toBe("x");
  });

  test("keeps the first of two that turn out to be the same picture", () => {
    const image = { id: "id-a", thumbhash: null };
    const ended = finishUpload([ready("a"), ready("b"), uploading("c")], "key-c", image);
    expect(names(ended.slots)).toBe("ab");
    expect(ended.keptIn).toBe(1);
  });

  test("has nowhere to put a picture whose slot was removed meanwhile", () => {
    const ended = finishUpload(row("a"), "key-b", { id: "id-b", thumbhash: null });
    expect(names(ended.slots)).toBe("a");
  });

  test("shows a picture once however often a draft names it", () => {
    const content = { kind: "ready", image: { id: "same", thumbhash: null } } as const;
    const slots = slotsOf([
      { name: "a", role: null, isEnabled: true, content },
      { name: "b", role: null, isEnabled: true, content },
    ]);
    expect(names(slots)).toBe("a");
  });

  test("marks the pictures that the server no longer has", () => {
    const kinds = markMissing(row("abc"), ["id-b"]).map(({ content }) => content.kind);
    expect(kinds).toEqual(["ready", "missing", "ready"]);
  });
});
