import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { defaultConfig, type NextConfigComplete } from "next/dist/server/config-shared.js";
import { fetchInternalImage, imageOptimizer } from "next/dist/server/image-optimizer.js";
import { serveStatic } from "next/dist/server/serve-static.js";
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
  /**
   * Next's optimizer as next-server.js calls it (`imageOptimizer`, 16.4.5) after a miss of its cache, once
   * for each width: the original through Next's own static handler, the result into a file.
   */
  async "next-image"({ source, widths }) {
    const { experimental, images } = defaultConfig as unknown as NextConfigComplete;
    const directory = await mkdtemp(path.join(tmpdir(), "maquette-bench-"));
    const href = `/${path.basename(source)}`;
    const request = new IncomingMessage(new Socket());
    const response = new ServerResponse(request);
    for (const width of widths) {
      const upstream = await fetchInternalImage(
        href,
        request,
        response,
        images.maximumResponseBody,
        (inner, answer) => serveStatic(inner, answer, href, { root: path.dirname(source) }),
      );
      const params = { href, width, quality: 75, mimeType: "image/webp" };
      const { buffer } = await imageOptimizer(upstream, params, { experimental, images }, {});
      await writeFile(path.join(directory, `${width}.webp`), buffer);
    }
    await rm(directory, { recursive: true });
  },
};

process.on("message", (request: PictureRequest) => {
  void VERBS[request.verb](request).then(() => process.send?.("done"));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
