import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { createPaperPrinter } from "@/lib/adapters/pdf/paper-printer";
import { noise } from "@/lib/media/test-images";
import type { PaperLook, PaperMark } from "@/lib/ports/paper-printer";

const LOOK: PaperLook = {
  ...{ width: 595.28, height: 841.89, title: "Осень", author: "Halden", language: "ru" },
  at: new Date("2026-11-22T10:00:00Z"),
};
const BOX = { left: 36, top: 80, width: 100, height: 75 };
type Text = Extract<PaperMark, { kind: "text" }>;
const TEXT: Text = {
  ...({ kind: "text", text: "", left: 36, top: 40, width: 400, size: 12 } as const),
  ...({ weight: "regular", tone: "ink", end: "" } as const),
};
const text = (words: string, change: Partial<Text> = {}): Text => ({
  ...TEXT,
  text: words,
  ...change,
});

async function* each(marks: readonly (readonly PaperMark[])[]) {
  yield* marks;
}
async function print(marks: readonly (readonly PaperMark[])[]) {
  const parts: Uint8Array[] = [];
  for await (const part of createPaperPrinter().print(LOOK, each(marks))) parts.push(part);
  return Buffer.concat(parts);
}
async function wordsOf(file: Buffer) {
  const { text: pages } = await extractText(await getDocumentProxy(new Uint8Array(file)), {
    mergePages: false,
  });
  return pages;
}

test("Latin and Cyrillic words come out as they went in, in both weights, with the fonts in the file", async () => {
  const words = "Щука, ёж и йод — «Łódź» № 5…";
  const file = await print([
    [{ kind: "page" }, text(words), text(words, { weight: "strong", top: 60 })],
  ]);
  expect(await wordsOf(file)).toEqual([`${words}\n${words}`]);
  const names = [...file.toString("latin1").matchAll(/\/FontName \/\w+\+(Geist-\w+)/g)];
  expect(names.map(([, name]) => name).sort()).toEqual(["Geist-Regular", "Geist-SemiBold"]);
  expect(file.toString("latin1").match(/\/FontFile2/g)).toHaveLength(2);
  expect(file.includes("Helvetica")).toBe(false);
});

test("the file says what it is", async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await print([[{ kind: "page" }]])));
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({
    Title: "Осень",
    Author: "Halden",
    Creator: "Maquette",
    Language: "ru",
  });
});

test("signs that the fonts do not have become an ellipsis, and spaces one space", async () => {
  const marks = [
    text("a 瓶子 😀 b"),
    text("line\n\tbreak\0\u200b", { top: 60 }),
    text("é e\u0301", { top: 80 }),
  ];
  expect(await wordsOf(await print([[{ kind: "page" }, ...marks]]))).toEqual([
    "a … b\nline break\né é",
  ]);
});

test("a line is cut where its place ends", async () => {
  const [page = ""] = await wordsOf(
    await print([
      [
        { kind: "page" },
        text("слово ".repeat(40), { width: 120 }),
        text("я", { width: 1, top: 60 }),
      ],
    ]),
  );
  const [cut = "", none] = page.split("\n");
  expect(cut).toMatch(/^(слово ){1,5}\S*…$/);
  // Narrower than a letter: nothing.
  expect(none).toBeUndefined();
});

test("the end of a line stays whole, and what stands before it is cut", async () => {
  const marks = [
    text("Константин Константинопольский", { end: "14.08.2026", width: 120, size: 8 }),
    text("left over", { end: "an end that is longer than its line", width: 40, size: 8, top: 60 }),
  ];
  const [page = ""] = await wordsOf(await print([[{ kind: "page" }, ...marks]]));
  const [whole = "", long = ""] = page.split("\n");
  expect(whole).toMatch(/^Константин К\S*… 14\.08\.2026$/);
  expect(long).toMatch(/^an end[^…]*…$/);
});

test("pages, pictures and empty places are drawn in their order", async () => {
  const jpeg = await noise(64, 48).jpeg().toBuffer();
  const file = await print([
    [{ kind: "page" }, { kind: "picture", jpeg, box: BOX }, text("1 / 2")],
    [{ kind: "page" }, { kind: "blank", box: BOX }, text("2 / 2")],
  ]);
  expect(await wordsOf(file)).toEqual(["1 / 2", "2 / 2"]);
  expect(file.includes(jpeg)).toBe(true);
});

test("of five hundred pictures no more than one is held", async () => {
  const jpeg = await noise(320, 240).jpeg({ quality: 90 }).toBuffer();
  let written = 0;
  const behind: number[] = [];
  async function* marks(): AsyncGenerator<PaperMark[]> {
    for (let number = 0; number < 500; number += 1) {
      behind.push(number * jpeg.length - written);
      yield [
        ...(number % 12 === 0 ? [{ kind: "page" } as const] : []),
        { kind: "picture", jpeg, box: BOX },
        text(`prompt of picture ${number}`),
      ];
    }
  }
  for await (const part of createPaperPrinter().print(LOOK, marks())) written += part.length;
  expect(behind).toHaveLength(500);
  expect(Math.max(...behind)).toBe(0);
  expect(written).toBeGreaterThan(500 * jpeg.length);
});
