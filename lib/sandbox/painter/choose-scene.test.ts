import { existsSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { chooseScene, isSameWord } from "@/lib/sandbox/painter/choose-scene";
import { SCENES } from "@/lib/sandbox/painter/scenes";

const sceneOf = (prompt: string, take = 0, shape = { width: 1, height: 1 }) =>
  chooseScene({ prompt, take, ...shape }).file.slice(0, 2);

test.each([
  ["a pyramid of oranges", "пирамида из апельсинов", "15"],
  ["two pears on a dark wooden table", "две груши на тёмном деревянном столе", "16"],
  ["a cup of coffee by the window in the morning", "чашка кофе у окна утром", "08"],
  ["a toy figure walks in a snowy forest", "фигурка гуляет по зимнему лесу", "11"],
  ["the character waves at the sea", "персонаж машет рукой у моря", "13"],
  ["a figure on terracotta stairs", "фигурка на терракотовой лестнице", "14"],
  [
    "amber bottle on wet stone at golden hour",
    "янтарный флакон на мокром камне в золотой час",
    "01",
  ],
  ["amber bottle on wet stone, blue hour", "янтарный флакон на мокрых камнях, синий час", "02"],
  [
    "a dark blue perfume bottle with gold rings",
    "тёмно-синий флакон духов с золотыми кольцами",
    "04",
  ],
  ["a yellow stack of mugs", "жёлтая стопка кружек", "07"],
  ["geometric shapes: a sphere and a cone", "геометрические фигуры: шар и конус", "17"],
])("%s and %s are the same scene", (english, russian, scene) => {
  expect([sceneOf(english), sceneOf(russian)]).toEqual([scene, scene]);
});

test("textures and packshots are painted only when asked for", () => {
  expect(sceneOf("texture of wet basalt")).toBe("18");
  expect(sceneOf("текстура льняной ткани")).toBe("19");
  expect(sceneOf("packshot of an amber bottle on white")).toBe("05");
  const plain = [
    "a bottle on basalt",
    "linen dress",
    "a toy character",
    "фигурка человечка",
    "a bottle, use the texture of image 2",
  ].flatMap((prompt) => [0, 1, 2, 3].map((take) => sceneOf(prompt, take)));
  expect(plain.filter((file) => ["05", "10", "18", "19"].includes(file))).toEqual([]);
});

test("takes of an open prompt go through different scenes of the same subject", () => {
  const bottles = [0, 1, 2, 3].map((take) => sceneOf("a bottle", take));
  expect(new Set(bottles).size).toBeGreaterThan(2);
  expect(bottles.every((file) => ["01", "02", "03", "04", "06"].includes(file))).toBe(true);
});

test("a prompt that matches nothing stays with one scene, and different prompts spread", () => {
  const takes = [0, 1, 2, 3].map((take) => sceneOf("zzz qqq", take));
  expect(new Set(takes).size).toBe(1);
  const spread = Array.from({ length: 40 }, (_, at) => sceneOf(`zzz ${"q".repeat(at + 3)}`));
  expect(new Set(spread).size).toBeGreaterThan(6);
});

test("a scene that a wide frame would cut to pieces gives way to a wide one", () => {
  const wide = { width: 21, height: 9 };
  expect(sceneOf("amber bottle on wet stone, warm light", 0, wide)).toBe("06");
});

test.each([
  ["апельсинов", "апельсины", true],
  ["чашек", "чашки", true],
  ["лес", "лестница", false],
  ["cups", "cup", true],
  ["cherries", "cherry", true],
  ["fir", "fire", false],
  ["season", "sea", false],
])("%s and %s: one word %s", (one, other, same) => {
  expect(isSameWord(one, other)).toBe(same);
});

test.each(SCENES)(
  "$file exists in the size that the table says",
  async ({ file, width, height }) => {
    expect(existsSync(`public/samples/${file}`)).toBe(true);
    expect(await sharp(`public/samples/${file}`).metadata()).toMatchObject({ width, height });
  },
);
