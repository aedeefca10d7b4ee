import sharp from "sharp";

/** The word "sandbox" in single strokes: text would need a font of the machine. Each letter and where it begins. */
const LETTERS = [
  [
    0,
    "M7 6.7C6.4 5.5 5.3 5 3.9 5 2 5 .8 6 .8 7.5c0 1.7 1.6 2.2 3.1 2.5 1.7.3 3.3.9 3.3 2.6C7.2 14.2 5.9 15 4 15c-1.7 0-3-.7-3.5-1.9",
  ],
  [10.5, "M10 5v10M10 10a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z"],
  [24.5, "M0 5v10M0 9.4C0 6.8 1.9 5 4.3 5s4.1 1.7 4.1 4.300V15"],
  [36, "M10 0v15M10 10a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z"],
  [50, "M0 0v15M10 10a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z"],
  [63, "M10 10a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z"],
  [75.5, "M0 5l8 10M8 5L0 15"],
] as const;
const WORD_WIDTH = 83.5;
const WIDTH = WORD_WIDTH + 26;
const HEIGHT = 32;
/** Height of the tag by the short side of the picture. */
const SIZE = 1 / 38;

type Pixels = { data: Buffer; width: number; height: number };

/** Puts the tag into the lower right corner of RGB pixels, in place. */
export async function addMark({ data, width, height }: Pixels) {
  const scale = (Math.min(width, height) * SIZE) / HEIGHT;
  const tag = await sharp(Buffer.from(svgOf(scale)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const margin = Math.round(Math.min(width, height) * SIZE * 0.7);
  const left = width - margin - tag.info.width;
  const top = height - margin - tag.info.height;
  for (let y = 0; y < tag.info.height; y += 1)
    for (let x = 0; x < tag.info.width; x += 1) {
      const from = (y * tag.info.width + x) * 4;
      const to = ((top + y) * width + left + x) * 3;
      const alpha = (tag.data[from + 3] ?? 0) / 255;
      for (const channel of [0, 1, 2]) {
        const under = data[to + channel] ?? 0;
        data[to + channel] = Math.round(under + ((tag.data[from + channel] ?? 0) - under) * alpha);
      }
    }
}

const svgOf = (scale: number) => `<svg xmlns="http://www.w3.org/2000/svg"
  width="${Math.round(WIDTH * scale)}" height="${Math.round(HEIGHT * scale)}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
  <rect width="${WIDTH}" height="${HEIGHT}" rx="${HEIGHT / 2}" fill="#0d0d0f" fill-opacity=".52"/>
  <g transform="translate(13 7.5)" fill="none" stroke="#fff" stroke-opacity=".92" stroke-width="1.9"
    stroke-linecap="round" stroke-linejoin="round">
    ${LETTERS.map(([x, path]) => `<path transform="translate(${x} 0)" d="${path}"/>`).join("")}
  </g>
</svg>`;
