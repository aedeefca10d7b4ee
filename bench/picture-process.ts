import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { defaultConfig } from "next/dist/server/config-shared.js";
import { imageOptimizer } from "next/dist/server/image-optimizer.js";
import sharp from "sharp";
import { derive } from "@/lib/media/derive";
import { restrictDecoders } from "@/lib/media/open-image";

export type PictureVerb = "decode" | "derive" | "next-image";
export type PictureRequest = { verb: PictureVerb; source: string; widths: number[] };

const VERBS: Record<PictureVerb, (request: PictureRequest) => Promise<unknown>> = {
  async decode({ source }) {
    restrictDecoders();
    await sharp(source).raw().toBuffer();
  },
  async derive({ source, widths }) {
    restrictDecoders();
    const directory = await mkdtemp(path.join(tmpdir(), "maquette-bench-"));
    await derive(source, directory, widths);
    await rm(directory, { recursive: true });
  },
  async "next-image"({ source, widths }) {
    // One request of a browser for each width, as next-server calls it after a miss of its cache.
    for (const width of widths) {
      const upstream = {
        buffer: await readFile(source),
        contentType: "image/png",
        cacheControl: null,
        etag: "photo",
      };
      const params = { href: "/photo.png", width, quality: 75, mimeType: "image/webp" };
      const { experimental, images } = defaultConfig;
      await imageOptimizer(upstream, params, { experimental, images } as never, {});
    }
  },
};

process.on("message", (request: PictureRequest) => {
  void VERBS[request.verb](request).then(() => process.send?.("done"));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
