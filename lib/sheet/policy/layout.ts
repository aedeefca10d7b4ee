import type { SheetOrder } from "@/lib/sheet/schema";
import type { Caption, Paper } from "@/lib/sheet/schema/facts";

/** All lengths are points: 1/72 inch. */
export type Box = { left: number; top: number; width: number; height: number };

export type SheetLayout = {
  page: { width: number; height: number };
  margin: number;
  /** Of the square that a picture is fitted into. */
  side: number;
  fontSize: number;
  lineHeight: number;
  /** Lines of the captions. */
  lineCount: number;
  columns: number;
  rows: number;
  perPage: number;
  /** Where the picture of that number on its page lies, from 0. */
  boxOf: (number: number) => Box;
};

const PAPER: Record<Paper, { width: number; height: number }> = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
};
const MARGIN = 36;
/** Of the team's name above and the page's number below, with their distance from the pictures. */
const HEAD = 26;
const FOOT = 22;
const GAP = 12;
const ROW_GAP = 14;
/** What is left of a page goes between its rows, up to so much. */
const ROW_GAP_MORE = 20;
/** Between a picture and its caption. */
const CAPTION_GAP = 4;
const LINE = 1.35;

/** The lines of a caption; on each the second part stands at the right. */
export const CAPTION_LINES: readonly (readonly [Caption, Caption?])[] = [
  ["code", "ratio"],
  ["prompt"],
  ["person", "date"],
];

export const usedLines = (captions: readonly Caption[]) =>
  CAPTION_LINES.filter((line) => line.some((part) => part && captions.includes(part)));

export function layOutSheet(order: SheetOrder): SheetLayout {
  const { columns, captions } = order;
  const page = pageOf(order);
  const fontSize = columns > 5 ? 6 : 7.5;
  const lineHeight = fontSize * LINE;
  const lineCount = usedLines(captions).length;
  const captionHeight = lineCount > 0 ? CAPTION_GAP + lineCount * lineHeight : 0;
  const room = {
    width: page.width - 2 * MARGIN,
    height: page.height - 2 * MARGIN - HEAD - FOOT,
  };
  const width = (room.width - GAP * (columns - 1)) / columns;
  const side = Math.min(width, room.height - captionHeight);
  const least = side + captionHeight + ROW_GAP;
  const rows = Math.max(1, Math.floor((room.height + ROW_GAP) / least));
  const pitch = Math.min((room.height + ROW_GAP) / rows, least + ROW_GAP_MORE);
  return {
    ...{ page, margin: MARGIN, side, fontSize, lineHeight, lineCount, columns, rows },
    perPage: columns * rows,
    boxOf: (number) => ({
      left: MARGIN + (number % columns) * (width + GAP),
      top: MARGIN + HEAD + Math.floor(number / columns) * pitch,
      width,
      height: side,
    }),
  };
}

function pageOf({ paper, orientation }: Pick<SheetOrder, "paper" | "orientation">) {
  const { width, height } = PAPER[paper];
  return orientation === "portrait" ? { width, height } : { width: height, height: width };
}

/** Where the caption under a box begins. */
export const captionTop = ({ top, height }: Box) => top + height + CAPTION_GAP;

export const pageCountOf = ({ perPage }: SheetLayout, pictureCount: number) =>
  Math.max(1, Math.ceil(pictureCount / perPage));

/** The picture as large as the box lets it be, in its middle. */
export function fitInto(box: Box, picture: { width: number; height: number }): Box {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    left: box.left + (box.width - width) / 2,
    top: box.top + (box.height - height) / 2,
    width,
    height,
  };
}
