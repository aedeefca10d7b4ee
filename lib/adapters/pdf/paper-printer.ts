import { readFile } from "node:fs/promises";
import path from "node:path";
import * as fontkit from "fontkit";
import PDFDocument from "pdfkit";
import type { PaperBox, PaperLook, PaperMark, PaperPrinter } from "@/lib/ports/paper-printer";

type Weight = Extract<PaperMark, { kind: "text" }>["weight"];
type Text = Extract<PaperMark, { kind: "text" }>;

/** Geist with all its alphabets in one file: the packed ones of the pages cannot be embedded (docs/decisions/023). */
const FILES = { regular: "geist-400.ttf", strong: "geist-600.ttf" } satisfies Record<
  Weight,
  string
>;
const FOLDER = "public/fonts/print";
const TONE = { ink: "#14181b", faint: "#6b7378" } satisfies Record<Text["tone"], string>;
const BLANK = "#eceff0";

export const createPaperPrinter = (): PaperPrinter => ({
  async *print(look, marks) {
    const files = {
      regular: await readFile(path.resolve(FOLDER, FILES.regular)),
      strong: await readFile(path.resolve(FOLDER, FILES.strong)),
    };
    const document = open(look);
    for (const [weight, file] of Object.entries(files)) document.registerFont(weight, file);
    const canDraw = coverageOf(files.regular);
    for await (const some of marks) {
      for (const mark of some) draw(document, mark, canDraw);
      // All that pdfkit writes it writes at once: nothing of a drawn picture stays behind.
      yield* written(document);
    }
    document.end();
    yield* document as AsyncIterable<Uint8Array>;
  },
});

function open({ title, author, language, at, width, height }: PaperLook) {
  return new PDFDocument({
    ...{ size: [width, height], margin: 0, autoFirstPage: false, pdfVersion: "1.7" },
    // What was set once is not set again: the cache of words would grow with every prompt.
    ...{ lang: language, displayTitle: true, font: "", fontLayoutCache: false },
    info: { Title: title, Author: author, Creator: "Maquette", CreationDate: at, ModDate: at },
  });
}

function* written(document: PDFKit.PDFDocument): Generator<Uint8Array> {
  for (let part = document.read(); part !== null; part = document.read()) yield part;
}

function draw(document: PDFKit.PDFDocument, mark: PaperMark, canDraw: (sign: string) => boolean) {
  switch (mark.kind) {
    case "page":
      return void document.addPage();
    case "picture":
      return void document.image(
        Buffer.from(mark.jpeg),
        mark.box.left,
        mark.box.top,
        sizeOf(mark.box),
      );
    case "blank": {
      const { left, top, width, height } = mark.box;
      return void document.rect(left, top, width, height).fill(BLANK);
    }
    case "text":
      return drawText(document, mark, canDraw);
  }
}

const sizeOf = ({ width, height }: PaperBox) => ({ width, height });

/** Between the two parts of a line, of its letters' size. */
const PARTED = 0.6;

function drawText(document: PDFKit.PDFDocument, text: Text, canDraw: (sign: string) => boolean) {
  const { left, top, width, size } = text;
  const set = (words: string, { room, weight, tone }: Setting) => {
    document.font(weight).fontSize(size).fillColor(TONE[tone]);
    const line = cut(drawable(words, canDraw), (part) => document.widthOfString(part) <= room);
    return { line, length: document.widthOfString(line) };
  };
  const draw = (line: string, at: number) => document.text(line, at, top, { lineBreak: false });
  const faint = { room: width, weight: "regular", tone: "faint" } as const;
  const end = set(text.end, faint);
  const room = text.end ? width - end.length - size * PARTED : width;
  // Whoever reads or copies the page has them in the order of the line.
  if (text.text && room > size) draw(set(text.text, { ...text, room }).line, left);
  if (text.end) draw(set(text.end, faint).line, left + width - end.length);
}

type Setting = { room: number; weight: Weight; tone: Text["tone"] };

/** Signs that the fonts do not have, one or several in a row, become an ellipsis; spaces of all kinds become one. */
function drawable(text: string, canDraw: (sign: string) => boolean): string {
  const signs = [...text.toWellFormed().normalize("NFC").replace(/\s+/gu, " ")];
  return signs
    .filter((sign) => !/\p{C}|\p{M}/u.test(sign) || canDraw(sign))
    .map((sign) => (canDraw(sign) ? sign : "…"))
    .join("")
    .replace(/…(?:\s*…)+/g, "…");
}

function coverageOf(file: Buffer) {
  const font = fontkit.create(file);
  return (sign: string) =>
    "hasGlyphForCodePoint" in font && font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
}

/** As many signs as there is room for, with an ellipsis. */
function cut(text: string, fits: (part: string) => boolean): string {
  if (fits(text)) return text;
  const signs = [...text];
  let [kept, tooMany] = [0, signs.length];
  while (tooMany - kept > 1) {
    const middle = Math.floor((kept + tooMany) / 2);
    if (fits(`${signs.slice(0, middle).join("").trimEnd()}…`)) kept = middle;
    else tooMany = middle;
  }
  return `${signs.slice(0, kept).join("").trimEnd()}…`;
}
