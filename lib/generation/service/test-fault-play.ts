import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import type { openFaultBench } from "@/lib/generation/service/test-fault-studio";
import { messages } from "@/lib/i18n/messages";
import { blobKey } from "@/lib/ports/object-storage";
import { flatPicture } from "@/lib/sandbox/test-client";
import { readSending } from "@/lib/sending/service/read";

export type Bench = Awaited<ReturnType<typeof openFaultBench>>;
export type FaultStudio = Awaited<ReturnType<Bench["studio"]>>;

/** Create calls that reached the gateway. */
export async function sendsOf({ gateway }: FaultStudio): Promise<number> {
  const { requests } = (await gateway.call("/__sandbox/requests")).body;
  return requests.filter(
    ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path === "/v1/images/generations",
  ).length;
}

/** Reference images of one colour each, with their bytes. */
export async function addPictures(s: FaultStudio, howMany: number) {
  const pictures = Array.from({ length: howMany }, async (_, index) => {
    const bytes = await flatPicture(`hsl(${index * 20}, 50%, 50%)`);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const path = await s.ports.storage.newSpoolPath();
    await writeFile(path, bytes);
    await s.ports.storage.putFile(blobKey(sha256), path);
    const { id } = await s.ports.referenceImages.save(
      {
        id: s.ports.clock.newId(),
        teamId: s.teamId,
        sha256,
        fileName: `${index}.png`,
        mime: "image/png",
        width: 64,
        height: 64,
        sizeBytes: bytes.length,
        thumbhash: new Uint8Array([1]),
        cleanCopy: null,
        sourceImageId: null,
      },
      s.actor.userId,
    );
    return { referenceImageId: id, name: `${index}.png` };
  });
  return Promise.all(pictures);
}

/** Faults of the next create calls, then of all calls: null leaves it to the key. */
export const play = (
  { gateway }: FaultStudio,
  faults: (string | null)[],
  standing: string | null = null,
) => gateway.post("/__sandbox/script", { faults, default: standing });

/** Whatever is wrong at the gateway is good from now on. */
export const cure = (s: FaultStudio) => play(s, [], "F01");

export const statusesOf = async (s: FaultStudio, { id }: { id: string }) =>
  (await s.variants(id)).map(({ status }) => status);

/** What the banner says of this studio's key, after a look whether it has the words. */
export async function obstaclesOf(s: FaultStudio) {
  const { obstacles } = await readSending(s.ports);
  const codes = obstacles
    .filter(({ gatewayKeyId }) => gatewayKeyId === s.key.id)
    .map(({ code }) => code);
  for (const { common } of Object.values(messages)) {
    const missing = codes.filter((code) => common.sending.obstacle[code].trim() === "");
    if (missing.length > 0) throw new Error(`No words for ${missing.join(", ")}`);
  }
  return codes;
}

/** A create call that takes longer than this, of real time, is given up. */
export function hurry(s: FaultStudio, createMs: number) {
  s.ports.gateways = createToapisGateways({
    userAgent: "Maquette/test",
    privateOrigins: [s.gateway.url],
    timeouts: { createMs },
  });
}
