/** Eight bits for each of red, green, blue and alpha. */
export type Pixels = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number };

/** More than any camera makes; four bytes of memory each. */
const PIXELS_MAX = 120_000_000;

/** @throws when the picture says that it is larger than memory allows, or nothing at all */
export function emptyPixels(width: number, height: number): Pixels {
  const count = width * height;
  if (!(count > 0 && count <= PIXELS_MAX)) throw new Error(`${width} × ${height} pixels`);
  return { data: new Uint8ClampedArray(count * 4), width, height };
}

type Place = [x: number, y: number];

/** Where a pixel comes from: by the orientation that EXIF and TIFF number; `right` and `bottom` are of the source. */
const SOURCES: Partial<Record<number, (place: Place, right: number, bottom: number) => Place>> = {
  2: ([x, y], right) => [right - x, y],
  3: ([x, y], right, bottom) => [right - x, bottom - y],
  4: ([x, y], _, bottom) => [x, bottom - y],
  5: ([x, y]) => [y, x],
  6: ([x, y], _, bottom) => [y, bottom - x],
  7: ([x, y], right, bottom) => [right - y, bottom - x],
  8: ([x, y], right) => [right - y, x],
};

/** The picture as it is meant to be looked at. */
export function upright(pixels: Pixels, orientation: number): Pixels {
  const sourceOf = SOURCES[orientation];
  if (!sourceOf) return pixels;
  const { data, width, height } = pixels;
  const isSideways = orientation > 4;
  const turned = isSideways ? emptyPixels(height, width) : emptyPixels(width, height);
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(turned.data.buffer);
  for (let y = 0, at = 0; y < turned.height; y += 1) {
    for (let x = 0; x < turned.width; x += 1, at += 1) {
      const [fromX, fromY] = sourceOf([x, y], width - 1, height - 1);
      to[at] = from[fromY * width + fromX] ?? 0;
    }
  }
  return turned;
}
