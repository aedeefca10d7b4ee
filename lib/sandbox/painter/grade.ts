import type { Rgb } from "@/lib/sandbox/painter/palette";
import type { Grade } from "@/lib/sandbox/painter/plan";

/** How far the mean colour goes toward that of the references. */
const PALETTE_PULL = 0.55;

const lumaOf = ([red, green, blue]: Rgb) => 0.299 * red + 0.587 * green + 0.114 * blue;
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

function meanOf(colours: readonly Rgb[]): Rgb {
  const sum = colours.reduce<Rgb>(
    (total, colour) => [total[0] + colour[0], total[1] + colour[1], total[2] + colour[2]],
    [0, 0, 0],
  );
  return [sum[0] / colours.length, sum[1] / colours.length, sum[2] / colours.length];
}

/**
 * Factor and offset of each channel that carry a mean colour toward a palette. Its hue, hardly its brightness: a
 * dark scene stays dark next to a white reference.
 */
export function pullToward(mean: Rgb, palette: readonly Rgb[]) {
  const factor: Rgb = [1, 1, 1];
  const offset: Rgb = [0, 0, 0];
  if (palette.length === 0) return { factor, offset };
  const goal = meanOf(palette);
  const [meanLuma, goalLuma] = [lumaOf(mean), lumaOf(goal)];
  // A colour keeps its saturation when it gets darker, and so its channels come closer together.
  const dimming = clamp(meanLuma / Math.max(goalLuma, 1), 0.35, 1);
  for (const channel of [0, 1, 2] as const) {
    const chromaGap = (goal[channel] - goalLuma) * dimming - (mean[channel] - meanLuma);
    const wanted = mean[channel] + PALETTE_PULL * chromaGap;
    factor[channel] = clamp(Math.max(wanted, 1) / Math.max(mean[channel], 1), 0.7, 1.25);
    offset[channel] = wanted - factor[channel] * mean[channel];
  }
  return { factor, offset };
}

/** White balance and contrast as one factor and offset for each channel. */
export function balanceOf({ balance, contrast }: Grade) {
  const factor = balance.map((gain) => gain * contrast);
  const offset = balance.map(() => 128 * (1 - contrast));
  return { factor, offset };
}

/** Light from one side and a breath of shadow on the other, to be laid over in soft light. */
export function lightLayer({ light: { x, strength } }: Grade, width: number, height: number) {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <radialGradient id="l" cx="${x}" cy="0.2" r="1.05">
        <stop offset="0" stop-color="#fff" stop-opacity="${strength.toFixed(3)}"/>
        <stop offset="0.5" stop-color="#808080" stop-opacity="0"/>
        <stop offset="1" stop-color="#000" stop-opacity="${(strength * 1.3).toFixed(3)}"/>
      </radialGradient>
      <rect width="100%" height="100%" fill="url(#l)"/>
    </svg>`,
  );
}
