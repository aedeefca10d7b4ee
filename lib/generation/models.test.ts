import { describe, expect, test } from "vitest";
import { MODELS, type ModelRow } from "@/lib/generation/models";
import { legalSettings } from "@/lib/generation/policy";
import { ASPECT_RATIOS, RESOLUTIONS } from "@/lib/generation/schema/facts";
import { nearestRatio, shapeOf } from "@/lib/generation/schema/shapes";

const row = (id: string) => MODELS.find((model) => model.id === id) as ModelRow;
const PRO = row("gemini-3-pro-image-preview").aspectRatios;
const PRO_4K = row("gemini-3-pro-image-preview-4k").aspectRatios;
const FLASH = row("gemini-3.1-flash-image-preview").aspectRatios;

test.each([
  [[4000, 5000], PRO, "4:5"],
  [[4000, 5000], PRO_4K, "3:4"],
  [[1080, 1350], PRO, "4:5"],
  [[1920, 1080], PRO, "16:9"],
  [[3000, 2000], PRO_4K, "4:3"],
  [[1170, 2532], PRO, "9:16"],
  [[728, 90], PRO, "21:9"],
  [[728, 90], FLASH, "8:1"],
  [[90, 728], FLASH, "1:8"],
  [[1000, 1000], PRO, "1:1"],
  [[1050, 1000], PRO, "1:1"],
  [[1000, 1050], PRO, "1:1"],
] as const)(
  "a picture of %j leads to the nearest ratio that is made",
  ([width, height], ratios, nearest) => {
    expect(nearestRatio(width / height, ratios)).toBe(nearest);
  },
);

test.each(ASPECT_RATIOS)("%s is nearest to itself", (ratio) => {
  expect(nearestRatio(shapeOf(ratio), ASPECT_RATIOS)).toBe(ratio);
});

describe.each(MODELS)("$id", (model) => {
  const wishes = ASPECT_RATIOS.flatMap((aspectRatio) =>
    RESOLUTIONS.map((resolution) => ({ aspectRatio, resolution })),
  );

  test("makes whatever it is left with", () => {
    for (const wish of wishes) {
      const legal = legalSettings(model, wish);
      expect(model.aspectRatios).toContain(legal.aspectRatio);
      expect(model.resolutions).toContain(legal.resolution);
    }
  });

  test("keeps what it makes", () => {
    for (const wish of wishes) {
      const legal = legalSettings(model, wish);
      if (model.aspectRatios.includes(wish.aspectRatio))
        expect(legal.aspectRatio).toBe(wish.aspectRatio);
      if (model.resolutions.includes(wish.resolution))
        expect(legal.resolution).toBe(wish.resolution);
    }
  });

  test("never turns a portrait into a landscape", () => {
    for (const { aspectRatio, resolution } of wishes) {
      const legal = shapeOf(legalSettings(model, { aspectRatio, resolution }).aspectRatio);
      expect(Math.sign(Math.log(legal)) * Math.log(shapeOf(aspectRatio))).toBeGreaterThanOrEqual(0);
    }
  });
});
