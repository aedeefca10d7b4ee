import type { AspectRatio } from "@/lib/generation/schema";

const RATIO_GROUPS = ["square", "portrait", "landscape"] as const;
type RatioGroup = (typeof RATIO_GROUPS)[number];

const groupOf = (ratio: AspectRatio): RatioGroup => {
  const [width = 1, height = 1] = ratio.split(":").map(Number);
  if (width === height) return "square";
  return width < height ? "portrait" : "landscape";
};

/** In the order given; a group without a ratio is left out. */
export const groupRatios = (ratios: readonly AspectRatio[]) =>
  RATIO_GROUPS.map((group) => ({
    group,
    ratios: ratios.filter((ratio) => groupOf(ratio) === group),
  })).filter((each) => each.ratios.length > 0);
