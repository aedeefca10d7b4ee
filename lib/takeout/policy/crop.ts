import type { Focus, TakeoutForm } from "@/lib/takeout/schema";

export type Pixels = { width: number; height: number };
export type Box = Pixels & { left: number; top: number };

export const MIDDLE: Focus = { x: 0.5, y: 0.5 };

/** The largest part of a picture in the shape of `target`, with the focus as near its middle as the edges let it. px */
export function cropOf(picture: Pixels, target: Pixels, focus: Focus = MIDDLE): Box {
  const scale = Math.min(picture.width / target.width, picture.height / target.height);
  const width = clamp(Math.round(target.width * scale), 1, picture.width);
  const height = clamp(Math.round(target.height * scale), 1, picture.height);
  return {
    left: clamp(Math.round(focus.x * picture.width - width / 2), 0, picture.width - width),
    top: clamp(Math.round(focus.y * picture.height - height / 2), 0, picture.height - height),
    width,
    height,
  };
}

/** How much larger than life a crop is shown: above 1 there are fewer pixels than asked for. */
export const enlargementOf = (picture: Pixels, target: Pixels): number =>
  Math.max(target.width / picture.width, target.height / picture.height);

/** Of a copy: never larger than the picture. px */
export function copySize(
  picture: Pixels,
  size: Extract<TakeoutForm, { kind: "copy" }>["size"],
): Pixels {
  if (!size) return { width: picture.width, height: picture.height };
  const sides = {
    long: Math.max(picture.width, picture.height),
    width: picture.width,
    height: picture.height,
  };
  const scale = Math.min(1, size.px / sides[size.edge]);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
