import { describe, expect, test } from "vitest";
import {
  addSlots,
  finishUpload,
  markMissing,
  moveSlot,
  removeSlots,
  renameSlot,
  restoreSlots,
  type Slot,
  type Slots,
  slotsOf,
  undoTakeOver,
} from "@/components/reference-image/slots";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";

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
const pictures = (slots: Slots) => slots.map(({ key }) => key.replace("key-", "")).join("");
const names = (slots: Slots) => slots.map(({ name }) => name).join("");

describe("The tray", () => {
  test("takes new pictures at the end", () => {
    expect(names(addSlots(row("ab"), row("cd")).slots)).toBe("abcd");
  });

  test("takes pictures between two that were there", () => {
    const added = addSlots(row("ab"), row("cd"), { kind: "insert", index: 1 });
    expect(names(added.slots)).toBe("acdb");
  });

  test("keeps name, role and switch of a tile whose picture is replaced, and gives them back", () => {
    const before: Slots = [
      ready("a"),
      { ...ready("b"), role: "logo", isEnabled: false },
      ready("c"),
    ];
    const { slots } = addSlots(before, row("xy"), { kind: "replace", index: 1 });
    expect(pictures(slots)).toBe("axyc");
    expect(slots[1]).toMatchObject({ name: "b", role: "logo", isEnabled: false });

    const slot = before[1] ?? ready("b");
    expect(pictures(undoTakeOver(slots, "key-x", { slot, index: 1 }))).toBe("abyc");
    const { slots: without } = removeSlots(slots, ({ key }) => key === "key-x");
    expect(pictures(undoTakeOver(without, "key-x", { slot, index: 1 }))).toBe("abyc");
  });

  test("leaves out by name what is more than fits", () => {
    const full = addSlots(row("abcdefghijklm"), row("xyz"));
    expect(full.slots).toHaveLength(REFERENCE_IMAGE_COUNT_MAX);
    expect(names(full.leftOut)).toBe("yz");
  });

  test("lets a full tray replace a picture", () => {
    const full = addSlots(row("abcdefghijklmn"), row("xy"), { kind: "replace", index: 13 });
    expect(pictures(full.slots)).toBe("abcdefghijklmx");
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

describe("A name in the tray", () => {
  const state = {
    slots: row("ab"),
    prompt: "Put @a on @b, not @ab\n// @A stays dark",
    variables: { light: "like @a | none" },
  };

  test("is changed wherever the text and its variables say it", () => {
    const renamed = renameSlot(state, "key-a", "red bottle.png");
    expect(names(renamed.slots)).toBe("red-bottleb");
    expect(renamed.prompt).toBe("Put @red-bottle on @b, not @ab\n// @red-bottle stays dark");
    expect(renamed.variables).toEqual({ light: "like @red-bottle | none" });
  });

  test("is never that of another picture", () => {
    const renamed = renameSlot(state, "key-a", "B");
    expect(renamed.slots.map(({ name }) => name)).toEqual(["B-2", "b"]);
    expect(renamed.prompt).toContain("Put @B-2 on @b,");
  });

  test("is free again only until its picture is brought back", () => {
    const { slots, removed } = removeSlots(row("ab"), (_, index) => index === 0);
    const again: Slot = { ...ready("x"), name: "a" };
    const restored = restoreSlots([...slots, again], removed).slots;
    expect(restored.map(({ name }) => name)).toEqual(["a-2", "b", "a"]);
  });
});
