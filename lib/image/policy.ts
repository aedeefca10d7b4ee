import type { ImageMime } from "@/lib/image/schema/facts";

export const EXTENSION = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
} as const satisfies Record<ImageMime, string>;

/** Of a picture's code such as `AK-1122-08/2`: what it is called where a slash would be a folder. */
export const nameOfCode = (code: string) => code.replaceAll("/", "-");

/** Such as `AK-1122-08-2.png`. */
export const fileNameOf = (code: string, mime: ImageMime) =>
  `${nameOfCode(code)}.${EXTENSION[mime]}`;
