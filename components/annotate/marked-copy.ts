import { arrowHead, MARK_COLOUR } from "@/components/annotate/mark-look";
import type { Mark } from "@/lib/generation/schema/inputs";

/** The copy only says where: sharper than this tells the model nothing more. */
const LONG_EDGE_PX = 2_048;
const JPEG_QUALITY = 0.9;
/** Shares of the long edge. */
const LINE = 0.005;
const HEAD = 0.022;
const TEXT = 0.028;

/** The picture with its marks drawn in, as a file to upload. @throws when the picture cannot be loaded. */
export async function markedCopy(src: string, marks: readonly Mark[], name: string): Promise<File> {
  const picture = await createImageBitmap(await (await fetch(src)).blob());
  const scale = Math.min(1, LONG_EDGE_PX / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(
    Math.round(picture.width * scale),
    Math.round(picture.height * scale),
  );
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No canvas");
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const mark of marks) drawMark(context, mark);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  return new File([blob], name, { type: blob.type });
}

function drawMark(context: OffscreenCanvasRenderingContext2D, mark: Mark) {
  const { width, height } = context.canvas;
  const edge = Math.max(width, height);
  const line = Math.max(2, edge * LINE);
  const looks = [
    ["white", line * 2],
    [MARK_COLOUR, line],
  ] as const;
  context.lineCap = "round";
  context.lineJoin = "round";
  if (mark.kind === "label") {
    const [x, y] = [mark.at[0] * width, mark.at[1] * height];
    context.font = `600 ${Math.round(edge * TEXT)}px sans-serif`;
    context.strokeStyle = "white";
    context.lineWidth = line * 2;
    context.strokeText(mark.text, x, y);
    context.fillStyle = MARK_COLOUR;
    context.fillText(mark.text, x, y);
    return;
  }
  for (const [colour, lineWidth] of looks) {
    context.strokeStyle = colour;
    context.lineWidth = lineWidth;
    for (const path of pathsOf(mark, { width, height }, edge * HEAD)) strokePath(context, path);
  }
}

type Path = readonly (readonly [number, number])[];

function pathsOf(
  mark: Exclude<Mark, { kind: "label" }>,
  size: { width: number; height: number },
  head: number,
): Path[] {
  switch (mark.kind) {
    case "freehand":
      return [mark.points];
    case "arrow":
      return [[mark.from, mark.to], arrowHead(mark, size, head)];
    case "box": {
      const [[left, top], [right, bottom]] = [mark.from, mark.to];
      return [[mark.from, [right, top], mark.to, [left, bottom], mark.from]];
    }
  }
}

function strokePath(context: OffscreenCanvasRenderingContext2D, path: Path) {
  const { width, height } = context.canvas;
  context.beginPath();
  for (const [x, y] of path) context.lineTo(x * width, y * height);
  context.stroke();
}
