import { expect, test } from "vitest";
import { type Colour, SIGNATURE_LENGTH } from "@/lib/image/schema/facts";
import { lookOf } from "@/lib/media/look";

type Rgb = readonly [number, number, number];
/** As small pixels come. */
const SIDE = 100;

/** `colourAt` gets the place from 0 to 1. */
function paint(colourAt: (x: number, y: number) => Rgb) {
  const data = new Uint8Array(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    const rgb = colourAt((at % SIDE) / SIDE, Math.floor(at / SIDE) / SIDE);
    data.set([...rgb, 255], at * 4);
  }
  return { data, width: SIDE, height: SIDE };
}
const flat = (rgb: Rgb) => paint(() => rgb);
const differing = (one: string, other: string) =>
  [...one].filter((bit, at) => bit !== other[at]).length;

test.each<[Colour, Rgb]>([
  ["red", [200, 30, 30]],
  ["orange", [235, 130, 30]],
  ["yellow", [240, 210, 50]],
  ["green", [50, 140, 60]],
  ["teal", [30, 150, 160]],
  ["blue", [30, 70, 180]],
  ["purple", [120, 60, 170]],
  ["pink", [240, 140, 180]],
  ["brown", [95, 60, 35]],
  ["beige", [222, 208, 184]],
  ["white", [250, 250, 250]],
  ["grey", [128, 128, 128]],
  ["black", [10, 10, 12]],
])("a picture of one colour is called %s", (name, rgb) => {
  expect(lookOf(flat(rgb)).colours).toEqual([name]);
});

test("a colour counts from a share of the picture on", () => {
  const red: Rgb = [200, 30, 30];
  const grey: Rgb = [128, 128, 128];
  const withRed = (share: number) => lookOf(paint((_, y) => (y < share ? red : grey))).colours;
  expect(withRed(0.25)).toEqual(["red", "grey"]);
  expect(withRed(0.05)).toEqual(["grey"]);
});

test("what is transparent has no colour", () => {
  const { data, ...size } = flat([200, 30, 30]);
  for (let at = 3; at < data.length; at += 4) data[at] = 0;
  expect(lookOf({ data, ...size }).colours).toEqual([]);
});

test("pictures are the nearer, the more their colours lie alike", () => {
  const scene = (light: number) =>
    lookOf(paint((_, y) => (y < 0.5 ? [200 + light, 190, 180] : [60, 40 + light, 30]))).signature;
  const turned = lookOf(paint((_, y) => (y < 0.5 ? [60, 40, 30] : [200, 190, 180]))).signature;
  expect(scene(0)).toHaveLength(SIGNATURE_LENGTH);
  const near = differing(scene(0), scene(4));
  expect(near).toBeLessThan(differing(scene(0), turned));
});
