import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { AspectRatio } from "@/lib/generation/schema";
import { outputPixels } from "@/lib/generation/schema/shapes";
import { storeDerivatives } from "@/lib/image/service";
import type { Look } from "@/lib/ports/media";
import { blobKey } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import { paint } from "@/lib/sandbox/painter/paint";
import { SCENES } from "@/lib/sandbox/painter/scenes";

export type SeedFile = {
  sha256: string;
  width: number;
  height: number;
  sizeBytes: number;
  thumbhash: Uint8Array;
  look: Look;
};

/** As often as designers choose them. */
export const SEED_RATIOS = ["4:5", "1:1", "16:9", "3:4", "9:16", "3:2", "21:9"] as const;
const TAKES = 6;

/** Real pictures of every shape, painted by the sandbox and stored with their small copies. Many entries share one. */
export async function paintFiles(
  ports: Pick<Ports, "media" | "storage">,
): Promise<Map<AspectRatio, SeedFile[]>> {
  const files = new Map<AspectRatio, SeedFile[]>();
  const scenes = SCENES.filter(({ kind }) => kind === "scene");
  for (const [index, ratio] of SEED_RATIOS.entries()) {
    const takes = Array.from({ length: TAKES }, (_, take) => {
      const scene = scenes[(index * TAKES + take) % scenes.length];
      return paintFile(ports, { ratio, prompt: scene?.subjects ?? ratio, take });
    });
    files.set(ratio, await Promise.all(takes));
  }
  return files;
}

async function paintFile(
  ports: Pick<Ports, "media" | "storage">,
  { ratio, prompt, take }: { ratio: AspectRatio; prompt: string; take: number },
): Promise<SeedFile> {
  const { width, height } = outputPixels(ratio, "1K");
  const commission = { prompt, width, height, take, mime: "image/jpeg", palette: [] } as const;
  const bytes = await paint({ ...commission, identity: `seed ${take}` }, "public/samples");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const source = await ports.storage.newSpoolPath();
  writeFileSync(source, bytes);
  const { thumbhash, look } = await storeDerivatives(ports, { source, sha256 });
  await ports.storage.putFile(blobKey(sha256), source);
  return { sha256, width, height, sizeBytes: bytes.length, thumbhash, look };
}
