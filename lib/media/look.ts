import { COLOURS, type Colour } from "@/lib/image/schema/facts";

/** Of a picture, from afar: what colours it has, and how they lie. */
export type Look = { colours: Colour[]; signature: string };

type Pixels = { data: Uint8Array; width: number; height: number };
/** OKLab: lightness 0–1, green to red and blue to yellow about -0.4–0.4. */
type Lab = readonly [lightness: number, a: number, b: number];

/** Cells on a side. */
const GRID = 4;
/** Every second pixel of every second row says as much for a quarter of the time. */
const STRIDE = 2;
/** Of a picture, that a colour has to take to be one of it. */
const SHARE_MIN = 0.08;
/** Borders between the four steps of a value. Two near values differ in one bit, two far ones in three. */
const STEPS: Record<"lightness" | "tint", readonly number[]> = {
  lightness: [0.3, 0.55, 0.8],
  tint: [-0.035, 0.02, 0.075],
};

/** Of small pixels, RGBA. What is transparent has no colour. */
export function lookOf({ data, width, height }: Pixels): Look {
  const shares = new Map<Colour, number>();
  const cells = Array.from({ length: GRID * GRID }, () => ({
    sums: { lightness: 0, a: 0, b: 0 },
    count: 0,
  }));
  let seen = 0;
  for (let y = 0; y < height; y += STRIDE) {
    for (let x = 0; x < width; x += STRIDE) {
      const at = y * width + x;
      if ((data[at * 4 + 3] ?? 0) < 128) continue;
      const lab = toLab(data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0);
      const colour = colourOf(lab);
      shares.set(colour, (shares.get(colour) ?? 0) + 1);
      seen += 1;
      const column = Math.floor((x * GRID) / width);
      const row = Math.floor((y * GRID) / height);
      const cell = cells[row * GRID + column];
      if (!cell) continue;
      cell.count += 1;
      cell.sums.lightness += lab[0];
      cell.sums.a += lab[1];
      cell.sums.b += lab[2];
    }
  }
  const colours = COLOURS.filter((colour) => (shares.get(colour) ?? 0) > seen * SHARE_MIN);
  const signature = cells.map(({ sums: { lightness, a, b }, count }) => {
    const share = 1 / (count || 1);
    return bitsOf([lightness * share, a * share, b * share]);
  });
  return { colours, signature: signature.join("") };
}

const bitsOf = ([lightness, a, b]: Lab): string =>
  [
    STEPS.lightness.map((border) => lightness > border),
    STEPS.tint.map((border) => a > border),
    STEPS.tint.map((border) => b > border),
  ]
    .flat()
    .map((isAbove) => (isAbove ? "1" : "0"))
    .join("");

/** Where a hue ends, degrees, going round from red. */
const HUES: readonly (readonly [end: number, colour: Colour])[] = [
  [12, "pink"],
  [42, "red"],
  [76, "orange"],
  [116, "yellow"],
  [162, "green"],
  [225, "teal"],
  [286, "blue"],
  [328, "purple"],
  [360, "pink"],
];

function colourOf([lightness, a, b]: Lab): Colour {
  const chroma = Math.hypot(a, b);
  const hue = (Math.atan2(b, a) * (180 / Math.PI) + 360) % 360;
  const isWarm = hue > 25 && hue < 110;
  if (lightness < 0.22) return "black";
  if (chroma < 0.02 || (chroma < 0.04 && !isWarm)) return greyOf(lightness);
  if (isWarm && chroma < 0.07) return lightness > 0.7 ? "beige" : "brown";
  if (isWarm && lightness < 0.52 && chroma < 0.13) return "brown";
  if (hue <= 12 && lightness < 0.55) return "red";
  return HUES.find(([end]) => hue < end)?.[1] ?? "pink";
}

function greyOf(lightness: number): Colour {
  if (lightness > 0.88) return "white";
  return lightness < 0.28 ? "black" : "grey";
}

/** Of each value of a byte: a picture asks tens of thousands of times. */
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

/** Björn Ottosson, "A perceptual color space for image processing", 2020. */
function toLab(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [LINEAR[red] ?? 0, LINEAR[green] ?? 0, LINEAR[blue] ?? 0];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
