import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { balanceOf, lightLayer, pullToward } from "@/lib/sandbox/painter/grade";
import { addGrain } from "@/lib/sandbox/painter/grain";
import { addMark } from "@/lib/sandbox/painter/mark";
import type { Rgb } from "@/lib/sandbox/painter/palette";
import { type Commission, type Plan, planPicture } from "@/lib/sandbox/painter/plan";

const RGB = { channels: 3 } as const;
/** Standard deviation, in steps of 255. JPEG swallows the finer one, PNG pays for each bit. */
const GRAIN = { "image/jpeg": 4.2, "image/webp": 4.2, "image/png": 1.4 } as const;

/** The finished file, the same for the same commission. `samplesDir` has the pictures of `SCENES`. */
export async function paint(commission: Commission, samplesDir: string): Promise<Buffer> {
  const { width, height, mime, palette } = commission;
  const plan = planPicture(commission);
  const graded = await gradeCrop(plan, palette, path.join(samplesDir, plan.scene.file));
  const { data } = await sharp(graded.data, { raw: { ...graded.info, ...RGB } })
    .resize(width, height, { kernel: "lanczos3", fit: "fill" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  await addGrain({ data, width, height }, GRAIN[mime]);
  await addMark({ data, width, height });
  return encode(sharp(data, { raw: { width, height, ...RGB } }), mime).toBuffer();
}

/** Colours are made at the sample's own size, where they cost a tenth. */
async function gradeCrop({ crop, grade, isMirrored }: Plan, palette: readonly Rgb[], file: string) {
  const light = lightLayer(grade, crop.width, crop.height);
  const { factor, offset } = balanceOf(grade);
  const balanced = await sharp(file)
    .extract(crop)
    .flop(isMirrored)
    .modulate({ hue: grade.hue, saturation: grade.saturation, brightness: grade.brightness })
    .linear(factor, offset)
    .composite([{ input: light, blend: "soft-light" }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = sharp(balanced.data, { raw: { ...balanced.info, ...RGB } });
  const { channels } = await picture.stats();
  const [red, green, blue] = channels.map(({ mean }) => mean);
  const pull = pullToward([red ?? 0, green ?? 0, blue ?? 0], palette);
  return picture
    .linear(pull.factor, pull.offset)
    .sharpen({ sigma: 0.8 })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

function encode(picture: Sharp, mime: Commission["mime"]) {
  switch (mime) {
    case "image/png":
      return picture.png({ compressionLevel: 3 });
    case "image/webp":
      return picture.webp({ quality: 90, effort: 1 });
    case "image/jpeg":
      return picture.jpeg({ quality: 92, chromaSubsampling: "4:4:4" });
  }
}
