import { channelDpi, channelPixels, findChannelSize } from "@/lib/takeout/policy/channel-sizes";
import { type Box, copySize, cropOf } from "@/lib/takeout/policy/crop";
import type { TakeoutForm, TakeoutSample } from "@/lib/takeout/schema";
import type { OutputFormat } from "@/lib/takeout/schema/facts";

type Encoding = { format: OutputFormat; quality: number; background: string };

/** One file that a picture becomes. */
export type Output = {
  /** Of the channel; null: what its pixels say. */
  sizeName: string | null;
  /** px */
  width: number;
  height: number;
  /** Without a dot. */
  extension: string;
  /** Null: the original, byte for byte. */
  rendering: (Encoding & { crop: Box | null; dpi: number | null }) | null;
};

const EXTENSIONS: Record<OutputFormat | TakeoutSample["mime"], string> = {
  ...{ jpeg: "jpg", png: "png", webp: "webp" },
  ...{ "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" },
};

/** In the order of the sizes that were chosen; sizes that nobody knows are none. A document about all is no file of one. */
export function outputsOf(
  picture: Pick<TakeoutSample, "mime" | "width" | "height" | "focus">,
  form: TakeoutForm,
): Output[] {
  const { width, height } = picture;
  if (form.kind === "original") {
    const extension = EXTENSIONS[picture.mime];
    return [{ sizeName: null, width, height, extension, rendering: null }];
  }
  if (form.kind === "sheet" || form.kind === "facts") return [];
  const { format, quality, background } = form;
  const made = { format, quality, background };
  const extension = EXTENSIONS[format];
  if (form.kind === "copy") {
    const rendering = { ...made, crop: null, dpi: null };
    return [{ sizeName: null, ...copySize(picture, form.size), extension, rendering }];
  }
  return form.sizeIds.flatMap((id) => {
    const size = findChannelSize(id);
    if (!size) return [];
    const target = channelPixels(size);
    const crop = cropOf(picture, target, picture.focus ?? undefined);
    const rendering = { ...made, crop, dpi: channelDpi(size) };
    return [{ sizeName: id, ...target, extension, rendering }];
  });
}

/** Files that each picture becomes. */
export const filesPerPicture = (form: TakeoutForm): number =>
  form.kind === "pack" ? form.sizeIds.length : 1;
