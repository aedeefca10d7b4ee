import "server-only";

import type { PaperBox, PaperMark } from "@/lib/ports/paper-printer";
import type { PictureFacts } from "@/lib/ports/picture-facts";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import {
  captionTop,
  fitInto,
  layOutSheet,
  pageCountOf,
  type SheetLayout,
} from "@/lib/sheet/policy/layout";
import { longDayOf, presentCaption, type Writing } from "@/lib/sheet/presenter";
import type { SheetOrder } from "@/lib/sheet/schema";
import { factsOf } from "@/lib/sheet/service/facts-table";

const HEAD_SIZE = 10;
const FOOT_SIZE = 8;

type SheetPorts = Pick<Ports, "clock" | "library" | "papers" | "pictureFacts">;

/** A JPEG of about 640 px; null where the picture cannot be shown. */
export type ShowSmall = (facts: PictureFacts) => Promise<Uint8Array | null>;

type Sheet = {
  layout: SheetLayout;
  order: SheetOrder;
  writing: Writing;
  teamName: string;
  /** As it is written. */
  day: string;
  pageCount: number;
};

/** Those of the pictures that are there, in that order, as a PDF in parts. One picture is held at a time. */
export async function* printSheet(
  ports: SheetPorts,
  actor: Actor,
  { imageIds, order, show }: { imageIds: readonly string[]; order: SheetOrder; show: ShowSmall },
): AsyncGenerator<Uint8Array> {
  const { name: teamName, timeZone } = await ports.pictureFacts.findTeam(actor.teamId);
  const pictureCount = await ports.library.countPictures(actor, imageIds);
  const layout = layOutSheet(order);
  const writing = { language: order.language, timeZone };
  const at = ports.clock.now();
  const day = longDayOf(at, writing);
  const pageCount = pageCountOf(layout, pictureCount);
  const marks = marksOf(
    { layout, order, writing, teamName, day, pageCount },
    factsOf(ports, actor, imageIds),
    show,
  );
  const look = { ...layout.page, at, language: order.language };
  yield* ports.papers.print({ ...look, title: `${teamName}, ${day}`, author: teamName }, marks);
}

async function* marksOf(
  sheet: Sheet,
  chunks: AsyncIterable<PictureFacts[]>,
  show: ShowSmall,
): AsyncGenerator<PaperMark[]> {
  const { perPage } = sheet.layout;
  let index = 0;
  for await (const chunk of chunks) {
    for (const facts of chunk) {
      if (index % perPage === 0) yield pageMarks(sheet, index / perPage + 1);
      yield pictureMarks(sheet, { facts, jpeg: await show(facts), place: index % perPage });
      index += 1;
    }
  }
  // A file without a page is no PDF.
  if (index === 0) yield pageMarks(sheet, 1);
}

function pageMarks({ layout, teamName, day, pageCount }: Sheet, number: number): PaperMark[] {
  const { page, margin } = layout;
  const line = { kind: "text", left: margin, width: page.width - 2 * margin } as const;
  const foot = page.height - margin - FOOT_SIZE;
  return [
    { kind: "page" },
    { ...line, ...STRONG, text: teamName, end: day, top: margin, size: HEAD_SIZE },
    { ...line, ...FAINT, text: "", end: `${number} / ${pageCount}`, top: foot, size: FOOT_SIZE },
  ];
}

type Placed = { facts: PictureFacts; jpeg: Uint8Array | null; place: number };

function pictureMarks({ layout, order, writing }: Sheet, placed: Placed): PaperMark[] {
  const { facts, jpeg, place } = placed;
  const cell = layout.boxOf(place);
  const box = fitInto(cell, facts.delivered);
  const caption = presentCaption(facts, order.captions, writing).map((line, number) =>
    lineMark(layout, cell, { ...line, number }),
  );
  return [jpeg ? { kind: "picture", jpeg, box } : { kind: "blank", box }, ...caption];
}

type Line = { text: string; end: string; number: number };

function lineMark(layout: SheetLayout, cell: PaperBox, { number, ...words }: Line): PaperMark {
  const { left, width } = cell;
  const top = captionTop(cell) + number * layout.lineHeight;
  const look = number === 0 ? STRONG : FAINT;
  return { kind: "text", left, top, width, size: layout.fontSize, ...look, ...words };
}

const STRONG = { weight: "strong", tone: "ink" } as const;
const FAINT = { weight: "regular", tone: "faint" } as const;
