import { EDGE_COLOUR, MARK_COLOUR, measuresOf, pathsOf } from "@/components/annotate/mark-look";
import type { Mark } from "@/lib/generation/schema/inputs";

const JPEG_QUALITY = 0.9;

/** The picture with its marks drawn in, as a file to upload. @throws when the picture cannot be loaded. */
export async function markedCopy(src: string, marks: readonly Mark[], name: string): Promise<File> {
  const picture = await createImageBitmap(await (await fetch(src)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No canvas");
  context.drawImage(picture, 0, 0);
  picture.close();
  for (const mark of marks) drawMark(context, mark);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  return new File([blob], name, { type: blob.type });
}

function drawMark(context: OffscreenCanvasRenderingContext2D, mark: Mark) {
  const { line, edgeLine } = measuresOf(context.canvas);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = EDGE_COLOUR;
  context.lineWidth = edgeLine;
  if (mark.kind === "label") return drawLabel(context, mark);
  strokeMark(context, mark);
  context.strokeStyle = MARK_COLOUR;
  context.lineWidth = line;
  strokeMark(context, mark);
}

function drawLabel(
  context: OffscreenCanvasRenderingContext2D,
  { at, text }: Extract<Mark, { kind: "label" }>,
) {
  const { width, height } = context.canvas;
  const place = [at[0] * width, at[1] * height] as const;
  context.font = `600 ${measuresOf(context.canvas).text}px sans-serif`;
  context.fillStyle = MARK_COLOUR;
  context.strokeText(text, ...place);
  context.fillText(text, ...place);
}

function strokeMark(
  context: OffscreenCanvasRenderingContext2D,
  mark: Exclude<Mark, { kind: "label" }>,
) {
  const { width, height } = context.canvas;
  for (const path of pathsOf(mark, context.canvas)) {
    context.beginPath();
    for (const [x, y] of path) context.lineTo(x * width, y * height);
    context.stroke();
  }
}
