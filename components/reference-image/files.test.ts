import { describe, expect, test } from "vitest";
import { checkFile } from "@/components/reference-image/check-file";
import { dropPlace } from "@/components/reference-image/drop-place";
import { fileCure, formatMegabytes } from "@/components/reference-image/file-problems";
import { pastedFiles } from "@/components/reference-image/pasted-files";
import { shrinkScale } from "@/components/reference-image/shrink-image";
import { sniffImage } from "@/components/reference-image/sniff-image";
import { REFERENCE_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("A file is what its bytes say", () => {
  test.each([
    ["\xff\xd8\xff\xe0", "image/jpeg"],
    ["\x89PNG\r\n\x1a\n", "image/png"],
    ["RIFF....WEBPVP8 ", "image/webp"],
    ["RIFF....WAVEfmt ", null],
    ["GIF89a", "image/gif"],
    ["BM\x10\x20\x30\x40\0\0\0\0", "image/bmp"],
    ["BMW is a car maker", null],
    ["II*\0", "image/tiff"],
    ["MM\0*", "image/tiff"],
    ["\0\0\0 ftypavif", "image/avif"],
    ["\0\0\0\nftypheic", "image/heic"],
    ["\0\0\0 ftypisom", null],
    ["<svg xmlns=", null],
    ["%PDF-1.7", null],
    ["", null],
  ])("%j is %s", (head, kind) => {
    expect(sniffImage(bytes(head))).toBe(kind);
  });

  test.each([
    ["an empty file", "", "empty_file"],
    ["text under a picture's name", "hello, I am text", "not_an_image"],
    ["a kind that the server does not take", "GIF89a", "unsupported_kind"],
    ["a small JPEG", "\xff\xd8\xff\xe0", undefined],
  ])("%s", async (_, content, code) => {
    const problem = await checkFile(new File([bytes(content)], "a.png", { type: "image/png" }));
    expect(problem?.code).toBe(code);
  });

  test("a picture above the gateway's limit is too large, one byte less is not", async () => {
    const picture = (size: number) => {
      const content = new Uint8Array(size);
      content.set(bytes("\xff\xd8\xff"));
      return new File([content], "a.jpg");
    };
    expect((await checkFile(picture(REFERENCE_SIZE_BYTES_MAX + 1)))?.code).toBe("too_large");
    expect(await checkFile(picture(REFERENCE_SIZE_BYTES_MAX))).toBeNull();
  });
});

describe("A file that was not added", () => {
  test("can be made smaller when it is too large", () => {
    expect(fileCure({ code: "too_large", sizeBytes: 2, limitBytes: 1 })).toBe("shrink");
  });

  test.each([
    ["HEIC", "convert"],
    ["image/avif", "convert"],
    ["GIF", null],
    ["SVG", null],
  ])("of the kind %s has the cure %s", (kind, cure) => {
    expect(fileCure({ code: "unsupported_kind", kind })).toBe(cure);
  });

  test("is never said to be as large as the limit that it is above", () => {
    expect(formatMegabytes(REFERENCE_SIZE_BYTES_MAX, "en")).toBe("10 MB");
    expect(formatMegabytes(REFERENCE_SIZE_BYTES_MAX + 1, "en")).toBe("10.1 MB");
  });
});

test.each([
  [{ width: 800, height: 600 }, 1],
  [{ width: 8192, height: 100 }, 0.5],
  [{ width: 100, height: 16_384 }, 0.25],
])("A picture of %j is drawn at the scale %d", (size, scale) => {
  expect(shrinkScale(size)).toBe(scale);
});

describe("U21: a paste", () => {
  const picture = new File(["x"], "image.png");
  const clipboard = (text: string, files: File[]) => ({ files, getData: () => text });

  test("of a picture is a picture, in a field too", () => {
    expect(pastedFiles(clipboard("", [picture]), true)).toEqual([picture]);
  });

  test("of copied cells into a field stays text", () => {
    expect(pastedFiles(clipboard("1\t2", [picture]), true)).toEqual([]);
  });

  test("of files is files although their names come as text", () => {
    expect(pastedFiles(clipboard("image.png", [picture]), true)).toEqual([picture]);
  });

  test("of text is no picture", () => {
    expect(pastedFiles(clipboard("https://example.com/a.png", []), false)).toEqual([]);
  });
});

describe("U19: a drop", () => {
  const tile = (left: number, top = 0) => ({ left, right: left + 64, top, bottom: top + 84 });
  const tiles = [tile(0), tile(72), tile(0, 92)];

  test.each([
    ["over the second tile replaces it", { x: 80, y: 10 }, { kind: "replace", index: 1 }],
    ["between two tiles inserts", { x: 68, y: 10 }, { kind: "insert", index: 1 }],
    ["after the last of a row adds at the end", { x: 400, y: 10 }, null],
    [
      "over a tile of the second row replaces that",
      { x: 5, y: 100 },
      { kind: "replace", index: 2 },
    ],
    ["elsewhere in the window adds at the end", { x: 5, y: 500 }, null],
  ])("%s", (_, point, place) => {
    expect(dropPlace(tiles, point)).toEqual(place);
  });
});
