import type { Fault, FaultTable } from "@/lib/sandbox/faults/fault";
import { HOSTILE_FILES } from "@/lib/sandbox/hostile-files";
import { detectImageType } from "@/lib/sandbox/image-type";

/** Section 4 of the catalogue: the address is good, and what is there is not the picture that was painted. */
export const byteFaults = (): FaultTable => ({
  B01: { bytes: cutOff },
  B02: inTurn("png-900-megapixels.png"),
  B03: inTurn("png-256-megapixels.png"),
  B04: inTurn("png-ztxt-64-mb.png", "png-itxt-64-mb.png", "png-iccp-64-mb.png"),
  B05: inTurn("png-50000-chunks.png", "png-19-mb-text.png"),
  B06: inTurn("svg-script.png"),
  B07: inTurn("svg-external.png", "svg-xxe.png", "svg-billion-laughs.png"),
  B09: inTurn("avif.png", "avif-random.avif", "heic.jpg"),
  B10: inTurn("gif-10000-frames.gif", "png-animated.png", "webp-10000-frames.webp"),
  B11: inTurn(
    "tiff.png",
    "psd.png",
    "jxl.jpg",
    "jp2.jpg",
    "exr.png",
    "bmp.png",
    "ico.png",
    "raw-canon-tiff.cr2",
  ),
  B12: inTurn(...[1, 2, 3, 4, 5, 6, 7, 8].map((turn) => `jpeg-orientation-${turn}.jpg`)),
  B13: inTurn("jpeg-place.jpg", "jpeg-xmp-script.jpg", "jpeg-c2pa.jpg"),
  B15: inTurn("empty.png", "one-byte.png", "png-signature.png"),
  B17: inTurn("jpeg-10000-scans.jpg"),
  B18: inTurn("png-eicar-text.png"),
  B19: inTurn("png-black.png"),
  // The same bytes for every task.
  B20: inTurn("png-interlaced.png"),
});

/** A JPEG without its last two bytes, half of any other kind. */
const cutOff = (painted: Buffer) => {
  const isJpeg = detectImageType(painted)?.mime === "image/jpeg";
  return painted.subarray(0, isJpeg ? -2 : painted.length / 2);
};

/** Each next task gets the next of these files. */
function inTurn(...names: string[]): Fault {
  const files = HOSTILE_FILES.filter(({ name }) => names.includes(name));
  let turn = 0;
  return {
    bytes: async (painted) => {
      const file = files[turn % files.length];
      turn += 1;
      return (await file?.make()) ?? painted;
    },
  };
}
