import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MODELS } from "@/lib/generation/models";
import { outputPixels } from "@/lib/generation/schema/shapes";
import { type Rgb, readPalette } from "@/lib/sandbox/painter/palette";
import { flatPicture, openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.stop());

const FLASH = "gemini-3.1-flash-image-preview";
let count = 0;

/** The finished picture of a create call, over HTTP. */
async function pictureOf(fields: Record<string, unknown>) {
  count += 1;
  const { body } = await client.create({ client_business_id: `paint-${count}`, ...fields });
  return client.picture(await client.finish(body.id));
}

const smallPixels = (picture: Buffer) =>
  sharp(picture).resize(32, 32, { fit: "fill" }).raw().toBuffer();

/** Mean difference of a channel, in steps of 255. */
async function difference(one: Buffer, other: Buffer) {
  const [left, right] = await Promise.all([smallPixels(one), smallPixels(other)]);
  return left.reduce((sum, value, at) => sum + Math.abs(value - (right[at] ?? 0)), 0) / left.length;
}

async function meanColour(picture: Buffer): Promise<Rgb> {
  const { channels } = await sharp(picture).stats();
  const [red, green, blue] = channels.map(({ mean }) => mean);
  return [red ?? 0, green ?? 0, blue ?? 0];
}

describe("pixels are exactly those of the table", () => {
  const flash = MODELS.find(({ id }) => id === FLASH)?.aspectRatios ?? [];
  test.each(flash)("%s at 1K", async (size) => {
    const picture = await pictureOf({ model: FLASH, size, metadata: { resolution: "1K" } });
    expect(await sharp(picture).metadata()).toMatchObject(outputPixels(size, "1K"));
  });

  test("21:9 at 4K, as heavy as a real one", async () => {
    const model = "gemini-3-pro-image-preview-4k";
    const picture = await pictureOf({ model, size: "21:9", resolution: "4K", metadata: undefined });
    expect(await sharp(picture).metadata()).toMatchObject({
      format: "jpeg",
      width: 6336,
      height: 2688,
    });
    expect(picture.length).toBeGreaterThan(4_000_000);
    expect(picture.length).toBeLessThan(14_000_000);
  });

  test.each(["png", "jpeg", "webp"])("an official model delivers %s when asked", async (format) => {
    const picture = await pictureOf({
      model: "gemini-3-pro-image-preview-official",
      metadata: { resolution: "1K", imageOutputOptions: { mimeType: `image/${format}` } },
    });
    expect((await sharp(picture).metadata()).format).toBe(format);
  });
});

test.each(["amber bottle on wet stone at golden hour", "груши на тёмном столе", "qwertyuiop"])(
  "four variants of one prompt can be told apart at a glance: %s",
  async (prompt) => {
    const pictures: Buffer[] = [];
    for (let variant = 0; variant < 4; variant += 1)
      pictures.push(await pictureOf({ model: FLASH, prompt, metadata: { resolution: "0.5K" } }));
    const distances = await Promise.all(
      pictures.flatMap((one, at) => pictures.slice(at + 1).map((other) => difference(one, other))),
    );
    expect(Math.min(...distances)).toBeGreaterThan(6);
  },
);

test("the same commission is painted the same to the byte, another seed differently", async () => {
  const paintWith = async (seed: number) => {
    const other = await openTestClient({ seed });
    const { body } = await other.create({ client_business_id: "same" });
    const picture = await other.picture(await other.finish(body.id));
    await other.stop();
    return picture;
  };
  const first = await paintWith(5);
  expect((await paintWith(5)).equals(first)).toBe(true);
  expect((await paintWith(6)).equals(first)).toBe(false);
});

test.each(["#1040d0", "#c01830", "#108040"])(
  "a picture leans toward its reference: %s",
  async (colour) => {
    const prompt = `a cup with saucer, ${colour}`;
    const model = FLASH;
    const metadata = { resolution: "0.5K" };
    const plain = await pictureOf({
      model,
      metadata,
      prompt,
      client_business_id: `plain ${colour}`,
    });
    // The same place in the run of takes: only the reference differs.
    await client.post("/__sandbox/reset", {});
    const { body } = await client.create({
      model,
      metadata,
      prompt,
      client_business_id: `plain ${colour}`,
      image_urls: [(await client.upload(await flatPicture(colour))).body.data.url],
    });
    const tinted = await client.picture(await client.finish(body.id));

    const [goal] = await readPalette(Buffer.from(await flatPicture(colour)));
    if (!goal) throw new Error("A flat picture has one colour");
    const before = hueDistance(await meanColour(plain), goal);
    const after = hueDistance(await meanColour(tinted), goal);
    expect(after).toBeLessThan(before * 0.75);
  },
);

/** Of two colours without their brightness, 0–255. */
function hueDistance(one: Rgb, other: Rgb) {
  const chroma = (colour: Rgb) => {
    const grey = (colour[0] + colour[1] + colour[2]) / 3;
    return colour.map((value) => value - grey);
  };
  const right = chroma(other);
  return Math.hypot(...chroma(one).map((value, at) => value - (right[at] ?? 0)));
}

test("the mark sits in the lower right corner and nowhere else", async () => {
  const picture = await pictureOf({
    model: FLASH,
    prompt: "oranges",
    metadata: { resolution: "1K" },
  });
  const darkest = async (left: number) => {
    const region = { left, top: 980, width: 110, height: 35 };
    const { channels } = await sharp(await sharp(picture).extract(region).toBuffer()).stats();
    return Math.min(...channels.map(({ min }) => min));
  };
  expect(await darkest(905)).toBeLessThan((await darkest(20)) - 30);
});
