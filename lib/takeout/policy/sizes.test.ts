import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CHANNEL_GROUPS,
  CHANNEL_SIZES,
  channelPixels,
  findChannelSize,
} from "@/lib/takeout/policy/channel-sizes";
import { copySize, cropOf, enlargementOf } from "@/lib/takeout/policy/crop";
import { outputsOf } from "@/lib/takeout/policy/outputs";

const sizeOf = (id: string) => {
  const size = findChannelSize(id);
  if (!size) throw new Error(id);
  return size;
};

describe("the sizes of channels", () => {
  test("are at least forty, each with a name and a source of its own, in every group", () => {
    expect(CHANNEL_SIZES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CHANNEL_SIZES.map(({ id }) => id)).size).toBe(CHANNEL_SIZES.length);
    expect(new Set(CHANNEL_SIZES.map(({ group }) => group))).toEqual(new Set(CHANNEL_GROUPS));
    for (const size of CHANNEL_SIZES) {
      expect(new URL(size.source).protocol).toBe("https:");
      expect(size.id).toMatch(/^[a-z0-9-]+$/);
      const { width, height } = channelPixels(size);
      expect(width * height).toBeLessThan(100_000_000);
    }
  });

  test("of print have their bleed on every side", () => {
    // (210 + 2 × 3) mm and (297 + 2 × 3) mm at 300 dpi.
    expect(channelPixels(sizeOf("a4"))).toEqual({ width: 2551, height: 3579 });
    expect(channelPixels(sizeOf("a2"))).toEqual({ width: 2516, height: 3543 });
  });
});

describe("a crop", () => {
  const picture = { width: 4000, height: 3000 };
  test.each([
    [
      { x: 0.5, y: 0.5 },
      { left: 500, top: 0, width: 3000, height: 3000 },
    ],
    [
      { x: 0.25, y: 0.9 },
      { left: 0, top: 0, width: 3000, height: 3000 },
    ],
    [
      { x: 0.6, y: 0 },
      { left: 900, top: 0, width: 3000, height: 3000 },
    ],
    [
      { x: 1, y: 1 },
      { left: 1000, top: 0, width: 3000, height: 3000 },
    ],
  ])("around %j", (focus, box) => {
    expect(cropOf(picture, { width: 1080, height: 1080 }, focus)).toEqual(box);
  });

  test("always lies inside the picture, in the shape asked for, with the focus in it", () => {
    const side = fc.integer({ min: 1, max: 10_000 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(side, side, side, side, share, share, (...[w, h, tw, th, x, y]) => {
        const { left, top, width, height } = cropOf(
          { width: w, height: h },
          { width: tw, height: th },
          { x, y },
        );
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
        expect(left + width).toBeLessThanOrEqual(w);
        expect(top + height).toBeLessThanOrEqual(h);
        expect(width === w || height === h).toBe(true);
        // Half a pixel is lost to whole ones.
        expect(x * w).toBeGreaterThanOrEqual(left - 0.5);
        expect(x * w).toBeLessThanOrEqual(left + width + 0.5);
        expect(y * h).toBeGreaterThanOrEqual(top - 0.5);
        expect(y * h).toBeLessThanOrEqual(top + height + 0.5);
      }),
    );
  });

  test("of too few pixels says by how much it is enlarged", () => {
    expect(enlargementOf(picture, { width: 2000, height: 2000 })).toBeCloseTo(2 / 3);
    expect(enlargementOf(picture, { width: 1000, height: 6000 })).toBe(2);
  });
});

test.each([
  [
    { edge: "long", px: 2000 },
    { width: 2000, height: 1500 },
  ],
  [
    { edge: "width", px: 1000 },
    { width: 1000, height: 750 },
  ],
  [
    { edge: "height", px: 1000 },
    { width: 1333, height: 1000 },
  ],
  [
    { edge: "long", px: 8000 },
    { width: 4000, height: 3000 },
  ],
  [null, { width: 4000, height: 3000 }],
] as const)("a copy of 4000 × 3000 at %j is %j", (size, px) => {
  expect(copySize({ width: 4000, height: 3000 }, size)).toEqual(px);
});

test("a pack has one file for each size, print with its resolution", () => {
  const picture = {
    mime: "image/png",
    width: 4000,
    height: 3000,
    focus: { x: 1, y: 0.5 },
  } as const;
  const form = { kind: "pack", format: "jpeg", quality: 90, background: "#ffffff" } as const;
  expect(outputsOf(picture, { ...form, sizeIds: ["instagram-square", "a6"] })).toMatchObject([
    {
      ...{ sizeName: "instagram-square", width: 1080, height: 1080, extension: "jpg" },
      rendering: { crop: { left: 1000, top: 0, width: 3000, height: 3000 }, dpi: null },
    },
    { sizeName: "a6", width: 1311, height: 1819, rendering: { dpi: 300 } },
  ]);
});
