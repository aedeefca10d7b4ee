import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import type { ImageMime } from "@/lib/image/schema/facts";
import { noise } from "@/lib/media/test-images";
import { type ByteSource, editedSource } from "@/lib/provenance/policy/bytes";
import { planProvenance, readCarried } from "@/lib/provenance/policy/plan";
import type { Provenance } from "@/lib/provenance/schema";

const PROVENANCE: Provenance = {
  code: "AK-1122-08/2",
  model: "gemini-3-pro-image-preview",
  prompt: 'Жёлтая бутылка: "1 < 2 & 3"\nна мокром камне\0',
  madeAt: new Date("2026-11-22T10:00:00Z"),
  carried: null,
};
const SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

const ENCODE = {
  "image/jpeg": (image: Sharp) => image.jpeg(),
  "image/png": (image: Sharp) => image.png(),
  "image/webp": (image: Sharp) => image.webp(),
} satisfies Record<ImageMime, (image: Sharp) => Sharp>;
const MIMES = Object.keys(ENCODE) as ImageMime[];

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  sizeBytes: bytes.length,
  read: async (start, end) => bytes.subarray(start, end),
});
/** In parts that end nowhere in particular. */
async function wholeOf({ sizeBytes, read }: ByteSource) {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < sizeBytes; from += 997) parts.push(await read(from, from + 997));
  return Buffer.concat(parts);
}

async function write(bytes: Buffer, mime: ImageMime, change: Partial<Provenance> = {}) {
  const plan = await planProvenance(sourceOf(bytes), mime, { ...PROVENANCE, ...change });
  if (!plan.ok) throw new Error(plan.obstacle);
  const file = await wholeOf(editedSource(sourceOf(bytes), plan));
  expect(file).toHaveLength(plan.sizeBytes);
  return { file, isSigned: plan.isSigned };
}
const obstacle = async (bytes: Buffer, mime: ImageMime) => {
  const plan = await planProvenance(sourceOf(bytes), mime, PROVENANCE);
  return plan.ok ? null : plan.obstacle;
};
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
const xmpOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).xmpAsString ?? "";
const count = (text: string, part: string) => text.split(part).length - 1;

/** A packet as another program writes it, with prefixes of its own. */
const foreign = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<r:Description r:about="urn:x" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ` +
  `xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${inside}</r:Description></r:RDF></x:xmpmeta>`;

test.each(MIMES)("%s says where it comes from, and its pixels are the same", async (mime) => {
  const bytes = await ENCODE[mime](noise(320, 200)).toBuffer();
  const { file, isSigned } = await write(bytes, mime);
  expect(isSigned).toBe(false);
  expect((await pixels(file)).equals(await pixels(bytes))).toBe(true);
  expect(await sharp(file).metadata()).toMatchObject({ width: 320, height: 200 });
  const xmp = await xmpOf(file);
  expect(xmp).toContain(`DigitalSourceType>${SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>`);
  expect(xmp).toContain("<dc:identifier>AK-1122-08/2</dc:identifier>");
  expect(xmp).toContain("<Iptc4xmpExt:AISystemUsed>gemini-3-pro-image-preview<");
  expect(xmp).toContain('>Жёлтая бутылка: "1 &lt; 2 &amp; 3"\nна мокром камне</');
  expect(xmp).not.toContain("\0");
});

test.each(MIMES)("%s goes without the prompt where that is wanted", async (mime) => {
  const bytes = await ENCODE[mime](noise(64, 48)).toBuffer();
  const { file } = await write(bytes, mime, { prompt: null });
  expect(await xmpOf(file)).toContain(SOURCE_TYPE);
  expect(await xmpOf(file)).not.toContain("AIPromptInformation");
  expect(file.includes("бутылка")).toBe(false);
});

test.each(MIMES)("%s keeps EXIF, profile and what another program wrote", async (mime) => {
  const packet = foreign('e:AISystemUsed="Another"><xmp:Rating>4</xmp:Rating>');
  const before = noise(64, 48)
    .withExif({ IFD0: { Artist: "Somebody" } })
    .withXmp(packet);
  const bytes = await ENCODE[mime](before.withIccProfile("p3")).toBuffer();
  const { file } = await write(bytes, mime);
  const [was, is] = [await sharp(bytes).metadata(), await sharp(file).metadata()];
  expect(is.exif?.equals(was.exif ?? Buffer.alloc(0))).toBe(true);
  expect(is.icc?.equals(was.icc ?? Buffer.alloc(0))).toBe(true);
  expect((await pixels(file)).equals(await pixels(bytes))).toBe(true);
  const xmp = await xmpOf(file);
  expect(xmp).toContain("<xmp:Rating>4</xmp:Rating>");
  expect(xmp).toContain('e:AISystemUsed="Another"');
  // Said by the other program: not said twice.
  expect(count(xmp, "AISystemUsed")).toBe(1);
  expect(xmp).toContain('<r:Description r:about="urn:x" xmlns:Iptc4xmpExt=');
  expect(count(file.toString("latin1"), SOURCE_TYPE)).toBe(1);
});

test.each(MIMES)("%s written twice says everything once", async (mime) => {
  const bytes = await ENCODE[mime](noise(64, 48)).toBuffer();
  const { file: once } = await write(bytes, mime);
  const { file: twice } = await write(once, mime);
  expect(twice.equals(once)).toBe(true);
});

test.each([
  ["an attribute", foreign('e:AIPromptInformation="secret words"><xmp:Rating>4</xmp:Rating>')],
  [
    "an element",
    foreign(
      ">\n<e:AIPromptInformation>secret\nwords</e:AIPromptInformation><xmp:Rating>4</xmp:Rating>",
    ),
  ],
])("the prompt that another program wrote as %s goes too", async (_, packet) => {
  const bytes = await noise(64, 48).withXmp(packet).jpeg().toBuffer();
  const { file } = await write(bytes, "image/jpeg", { prompt: null });
  expect(file.includes("secret")).toBe(false);
  expect(await xmpOf(file)).toContain("<xmp:Rating>4</xmp:Rating>");
  const { file: kept } = await write(bytes, "image/jpeg");
  expect(await xmpOf(kept)).toContain("secret");
});

test("transparency of a plain lossless WebP stays", async () => {
  const bytes = await noise(50, 40).ensureAlpha(0.5).webp({ lossless: true }).toBuffer();
  expect(bytes.toString("latin1", 12, 16)).toBe("VP8L");
  const { file } = await write(bytes, "image/webp");
  expect(file.toString("latin1", 12, 16)).toBe("VP8X");
  expect(await sharp(file).metadata()).toMatchObject({ width: 50, height: 40, hasAlpha: true });
  expect((await pixels(file)).equals(await pixels(bytes))).toBe(true);
});

test("a picture of one dot", async () => {
  const bytes = await noise(1, 1).webp({ lossless: true }).toBuffer();
  expect(await xmpOf((await write(bytes, "image/webp")).file)).toContain(SOURCE_TYPE);
});

test("a signature stays byte for byte and is told", async () => {
  const signature = Buffer.concat([Buffer.from("JP\0\x01\0\0\0\x01"), Buffer.alloc(60, 0x5a)]);
  const length = Buffer.from([0, signature.length + 2]);
  const segment = Buffer.concat([Buffer.from([0xff, 0xeb]), length, signature]);
  const plain = await noise(64, 48).jpeg().toBuffer();
  const bytes = Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]);
  const { file, isSigned } = await write(bytes, "image/jpeg");
  expect(isSigned).toBe(true);
  expect(file.includes(segment)).toBe(true);
  expect((await pixels(file)).equals(await pixels(plain))).toBe(true);
});

test("of a prompt that a JPEG has no room for its beginning is written", async () => {
  const bytes = await noise(64, 48).jpeg().toBuffer();
  for (const letter of ["a", "ж", "😀", "&"]) {
    const prompt = letter.repeat(32_000);
    const { file } = await write(bytes, "image/jpeg", { prompt });
    const [, words = ""] = /AIPromptInformation>([^<]*)</.exec(await xmpOf(file)) ?? [];
    const shown = words.replaceAll("&amp;", "&");
    expect(prompt.startsWith(shown.replace(/…$/, ""))).toBe(true);
    if (letter !== "a" && letter !== "ж") expect(shown).toMatch(/…$/);
    expect(Buffer.byteLength(words)).toBeGreaterThan(28_000);
    expect((await pixels(file)).equals(await pixels(bytes))).toBe(true);
  }
});

test("what comes after the picture stays", async () => {
  for (const mime of MIMES) {
    const tail = Buffer.from("something of another program");
    const bytes = Buffer.concat([await ENCODE[mime](noise(64, 48)).toBuffer(), tail]);
    expect((await write(bytes, mime)).file.subarray(-tail.length).equals(tail)).toBe(true);
  }
});

test("a packet that cannot be read is an obstacle", async () => {
  for (const mime of MIMES) {
    const bytes = await ENCODE[mime](noise(64, 48).withXmp("<no>packet</no>")).toBuffer();
    expect(await obstacle(bytes, mime)).toBe("unreadable_metadata");
  }
});

test("a file cut anywhere in its head, or of another kind, stays as it is", async () => {
  for (const mime of MIMES) {
    const whole = await ENCODE[mime](noise(64, 48).withExif({ IFD0: { Artist: "A" } })).toBuffer();
    for (let end = 0; end < 120; end += 1) {
      expect(await obstacle(whole.subarray(0, end), mime), `${mime} ${end}`).toBe("malformed");
    }
    for (const other of MIMES.filter((each) => each !== mime)) {
      expect(await obstacle(whole, other)).toBe("malformed");
    }
    expect(await obstacle(Buffer.alloc(5_000_000, 0xff), mime)).toBe("malformed");
  }
});

test("no damage to the bytes is an error, and none makes a file that lies about its length", async () => {
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  for (const mime of MIMES) {
    const whole = await ENCODE[mime](
      noise(64, 48).withXmp(foreign("/><r:Description>")),
    ).toBuffer();
    for (let run = 0; run < 300; run += 1) {
      const bytes = Buffer.from(whole);
      for (let hit = 0; hit < 4; hit += 1) bytes[random(400)] = random(256);
      const plan = await planProvenance(sourceOf(bytes), mime, PROVENANCE);
      if (!plan.ok) continue;
      expect(await wholeOf(editedSource(sourceOf(bytes), plan))).toHaveLength(plan.sizeBytes);
    }
  }
});

const text = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), Buffer.from("XML:com.adobe.xmp\0"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const FOREIGN = Buffer.from(foreign("><xmp:Rating>4</xmp:Rating>"));

test.each([
  ["packed", text("iTXt", Buffer.concat([Buffer.from("\x01\0ru\0имя\0"), deflateSync(FOREIGN)]))],
  ["plain", text("iTXt", Buffer.concat([Buffer.from("\0\0\0\0"), FOREIGN]))],
  ["in a chunk for Latin letters", text("tEXt", FOREIGN)],
])("a packet in a PNG is merged when it is %s", async (_, chunk) => {
  const plain = await noise(64, 48).png().toBuffer();
  const bytes = Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)]);
  const { file } = await write(bytes, "image/png");
  expect(await xmpOf(file)).toContain("<xmp:Rating>4</xmp:Rating>");
  expect(await xmpOf(file)).toContain(SOURCE_TYPE);
  expect((await pixels(file)).equals(await pixels(plain))).toBe(true);
});

test.each([
  ["that unpacks to more than a packet is", deflateSync(Buffer.alloc(3_000_000, 0x20))],
  ["that does not unpack", Buffer.from("not packed at all")],
])("a packet in a PNG %s is an obstacle", async (_, packed) => {
  const plain = await noise(64, 48).png().toBuffer();
  const chunk = text("zTXt", Buffer.concat([Buffer.from("\0"), packed]));
  const bytes = Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)]);
  expect(await obstacle(bytes, "image/png")).toBe("unreadable_metadata");
});

test.each(MIMES)(
  "what an original says as %s goes over to a copy, but not of its pixels and its place",
  async (mime) => {
    const packet = foreign(
      'xmlns:t="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" t:Orientation="6" ' +
        'exif:GPSLatitude="59,54N"><xmp:Rating>4</xmp:Rating><exif:Flash r:parseType="Resource"><exif:Fired>True' +
        "</exif:Fired></exif:Flash><exif:GPSAltitude>12/1</exif:GPSAltitude><t:Make/>" +
        "<e:AIPromptInformation>secret words</e:AIPromptInformation>",
    );
    const original = await ENCODE[mime](noise(64, 48).withXmp(packet)).toBuffer();
    const carried = await readCarried(sourceOf(original), mime);
    const copy = await noise(32, 24).jpeg().toBuffer();
    const { file } = await write(copy, "image/jpeg", { carried, prompt: null });
    const xmp = await xmpOf(file);
    expect(xmp).toContain("<xmp:Rating>4</xmp:Rating>");
    expect(xmp).toContain(SOURCE_TYPE);
    expect(xmp).not.toMatch(/GPS|Orientation|Flash|Fired|12\/1|Make|secret/);
    expect(xmp).toMatch(/<\/r:Description>\n<\/r:RDF><\/x:xmpmeta>$/);
  },
);

test("an original without a packet, or with one that cannot be read, gives nothing to carry", async () => {
  for (const mime of MIMES) {
    const [plain, odd] = [noise(64, 48), noise(64, 48).withXmp("<no>packet</no>")];
    expect(await readCarried(sourceOf(await ENCODE[mime](plain).toBuffer()), mime)).toBeNull();
    expect(await readCarried(sourceOf(await ENCODE[mime](odd).toBuffer()), mime)).toBeNull();
    expect(await readCarried(sourceOf(Buffer.from("not a picture")), mime)).toBeNull();
  }
});

test("a packet made to take long does not", async () => {
  const packet = foreign(
    `xmlns:exif="http://ns.adobe.com/exif/1.0/">${"<exif:a><e:AIPromptInformation>".repeat(20_000)}`,
  );
  const bytes = await noise(8, 8).withXmp(packet).webp().toBuffer();
  const startedAt = performance.now();
  expect(await readCarried(sourceOf(bytes), "image/webp")).not.toBeNull();
  await write(bytes, "image/webp", { prompt: null });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test("every chunk of a PNG has its checksum, every chunk of a WebP begins at an even place", async () => {
  const png = await write(await noise(64, 48).png().toBuffer(), "image/png");
  let at = 8;
  while (at < png.file.length) {
    const end = at + 8 + png.file.readUInt32BE(at);
    expect(png.file.readUInt32BE(end)).toBe(crc32(png.file.subarray(at + 4, end)));
    at = end + 4;
  }
  expect(at).toBe(png.file.length);
  for (const code of ["AK-1", "AK-12"]) {
    const { file } = await write(await noise(64, 48).webp().toBuffer(), "image/webp", { code });
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect(file.length % 2).toBe(0);
  }
});
