import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { type LintInput, lint } from "@/components/reference-image/lint";
import { type Measures, measuresOf } from "@/components/reference-image/measure";
import { namedByNumber } from "@/components/reference-image/named-by-number";
import type { Slot } from "@/components/reference-image/slots";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";

const slot = (name: string, role: ReferenceRole | null = null, isEnabled = true): Slot => ({
  key: name,
  name,
  role,
  isEnabled,
  content: { kind: "ready", image: { id: name, thumbhash: null } },
});

const GOOD: Measures = { width: 640, height: 640, sharpness: 1_000, hash: null };

/** Pictures that nothing can be said against, unless `measures` says otherwise. */
const told = (
  slots: readonly Slot[],
  { measures = {}, ...change }: Partial<Omit<LintInput, "measures">> & { measures?: object } = {},
) =>
  lint({
    slots,
    unmentioned: [],
    aspectRatio: "1:1",
    isDismissed: () => false,
    ...change,
    measures: new Map<string, Measures>([
      ...slots.map(({ name }) => [name, GOOD] as const),
      ...Object.entries(measures).map(([name, known]) => [name, { ...GOOD, ...known }] as const),
    ]),
  }).map(({ code, slots: concerned, twin }) =>
    [code, ...concerned.map(({ name }) => name), ...(twin ? [`as ${twin.name}`] : [])].join(" "),
  );

describe("Of the tray it is told", () => {
  test("which pictures the text does not name, all in one sentence", () => {
    const slots = [slot("a"), slot("b"), slot("c")];
    expect(told(slots, { unmentioned: [1, 3] })).toEqual(["unmentioned a c"]);
  });

  test("which ones have to survive exactly after the sixth that has to", () => {
    const exact = (["subject", "product", "logo", "text", "product", "product"] as const).map(
      (role, index) => slot(`exact-${index}`, role),
    );
    expect(told([slot("style", "style"), ...exact.slice(0, 5)])).toEqual([]);
    expect(told([...exact, slot("logo", "logo"), slot("face", "subject")])).toEqual([
      "too_many_exact logo face",
    ]);
  });

  test("that one has to survive exactly and stands behind the first six", () => {
    const moods = [..."abcdef"].map((name) => slot(name, "style"));
    expect(told([...moods, slot("logo", "logo")])).toEqual(["exact_late logo"]);
    expect(told([slot("logo", "logo"), ...moods])).toEqual([]);
  });

  test.each([
    ["the same", [0b1111n, 0b1111n], ["duplicate b as a"]],
    ["five bits apart", [0n, 0b11111n], ["duplicate b as a"]],
    ["six bits apart", [0n, 0b111111n], []],
    ["nothing to see", [null, null], []],
  ])("that two look alike when they are %s", (_, [a, b], expected) => {
    const measures = { a: { hash: a }, b: { hash: b } };
    expect(told([slot("a"), slot("b")], { measures })).toEqual(expected);
  });

  test.each<[string, Partial<Measures> & { role: ReferenceRole | null }, string[]]>([
    ["a small logo", { role: "logo", width: 511, height: 200 }, ["too_small a"]],
    ["a logo of enough pixels", { role: "logo", width: 512, height: 200 }, []],
    ["a small palette", { role: "palette", width: 40, height: 40 }, []],
    ["a product out of focus", { role: "product", sharpness: 20 }, ["blurred a"]],
    ["a picture without a role out of focus", { role: null, sharpness: 20 }, ["blurred a"]],
    ["a soft mood", { role: "style", sharpness: 20 }, []],
    [
      "a small product out of focus",
      { role: "product", width: 90, height: 90, sharpness: 2 },
      ["too_small a"],
    ],
    ["a wide place for a square", { role: "background", width: 640, height: 360 }, ["far_ratio a"]],
    ["a place that is nearly square", { role: "background", width: 640, height: 512 }, []],
    ["a wide product for a square", { role: "product", width: 640, height: 100 }, []],
    [
      "the only picture, high, without a role",
      { role: null, width: 360, height: 640 },
      ["far_ratio a"],
    ],
  ])("%s", (_, { role, ...measures }, expected) => {
    expect(told([slot("a", role)], { measures: { a: measures } })).toEqual(expected);
  });

  test("nothing of a picture that is switched off, on its way, or not measured yet", () => {
    const off = slot("a", "logo", false);
    const file = new File(["x"], "x.jpg");
    const onItsWay: Slot = { ...slot("b"), content: { kind: "uploading", file, percent: 3 } };
    const measures = { a: { width: 9, height: 9 }, b: { width: 9, height: 9 } };
    expect(told([off, onItsWay], { measures, unmentioned: [2] })).toEqual([]);
    expect(
      lint({
        slots: [slot("a", "logo")],
        unmentioned: [],
        measures: new Map(),
        aspectRatio: "1:1",
        isDismissed: () => false,
      }),
    ).toEqual([]);
  });

  test("nothing again that somebody did not want to hear of that picture", () => {
    const slots = [slot("a", "logo"), slot("b", "logo")];
    const change = {
      unmentioned: [1, 2],
      measures: { a: { sharpness: 1 } },
      isDismissed: (id: string, code: string) => id === "a" && code === "unmentioned",
    };
    expect(told(slots, change)).toEqual(["unmentioned b", "blurred a"]);
  });
});

test.each([
  ["as in image 2 and picture #3", 4, [2, 3]],
  ["the first picture on the second image", 4, [1, 2]],
  ["флакон с первой картинки, свет с фото 4, как на третьем образце", 4, [1, 3, 4]],
  ["an imagery of 2 pictures", 4, []],
  ["make the picture warmer", 1, [1]],
  ["make the picture warmer", 2, []],
  ["a lake at dawn", 1, []],
])("%j names of %d pictures %j", (text, count, expected) => {
  expect([...namedByNumber(text, count)].filter((place) => place > 0).sort()).toEqual(expected);
});

describe("Pixels tell", () => {
  const photo = () =>
    sharp("public/samples/05-amber-packshot.jpg").resize(512, 512, { fit: "inside" });
  const measure = async (image: Sharp) => {
    const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return measuresOf({ ...info, data: new Uint8ClampedArray(data) });
  };
  const apart = (a: bigint | null, b: bigint | null) =>
    [...((a ?? 0n) ^ (b ?? 0n)).toString(2)].filter((bit) => bit === "1").length;

  test("what is out of focus from what is sharp", async () => {
    const sharpOne = await measure(photo());
    const soft = await measure(photo().blur(3));
    expect(sharpOne.sharpness).toBeGreaterThan(400);
    expect(soft.sharpness).toBeLessThan(50);
  });

  test("the same picture, saved again, smaller, lighter or cut a little", async () => {
    const { hash } = await measure(photo());
    expect(hash).not.toBeNull();
    const again = sharp(await photo().jpeg({ quality: 40 }).toBuffer()).resize(300);
    const lighter = photo().modulate({ brightness: 1.1 });
    for (const copy of [again, lighter])
      expect(apart(hash, (await measure(copy)).hash)).toBeLessThan(6);
    const other = await measure(sharp("public/samples/10-figure-packshot.jpg").resize(512));
    expect(apart(hash, other.hash)).toBeGreaterThan(10);
  });

  test("nothing of one flat colour", async () => {
    const grey = sharp({ create: { width: 200, height: 200, channels: 3, background: "#888" } });
    expect(await measure(grey)).toEqual({ sharpness: 0, hash: null });
  });
});
