import path from "node:path";
import { buyPicture } from "@/lib/cli/live/buy-picture";
import type { Finding, LiveRun, LiveStep } from "@/lib/cli/live/live-step";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import type { ReferenceField } from "@/lib/ports/gateway-probe";

const SCENE = "A red enamel cup on a light wooden table, morning light";
const SAMPLE = "08-cup-window-light.jpg";

export const textToImage: LiveStep = {
  name: "text_to_image",
  title: "One 4K picture from words",
  expected: `${DEFAULT_MODEL.id} takes both resolution fields and delivers 4096×4096 px`,
  isPaid: true,
  async run(run) {
    const clientBusinessId = await newBusinessId(run);
    const { finding, taskId } = await buyPicture(run, {
      step: "text_to_image",
      prompt: SCENE,
      clientBusinessId,
    });
    if (taskId) run.firstTask = { clientBusinessId, taskId };
    return finding;
  },
};

const withReference = (step: string, referenceField: ReferenceField): LiveStep => ({
  name: step,
  title: `One 4K picture with an uploaded reference in ${referenceField}`,
  expected: "the reference is taken as a plain URL, and shows in the picture",
  isPaid: true,
  async run(run) {
    const { finding } = await buyPicture(run, {
      step,
      prompt: `${SCENE}, in the light and the colours of image 1`,
      clientBusinessId: await newBusinessId(run),
      referenceUrls: [await uploadSample(run)],
      referenceField,
    });
    return finding;
  },
});

export const reference = withReference("reference", "image_urls");
export const referenceImages = withReference("reference_images", "reference_images");

export const repeat: LiveStep = {
  name: "repeat",
  title: "The first create call again, with the same client_business_id",
  expected: "unknown: it is rejected, answers with the same task, or makes a new one",
  isPaid: true,
  async run(run) {
    const first = run.firstTask;
    if (!first) return null;
    const { clientBusinessId } = first;
    const purchase = await buyPicture(run, { step: "repeat", prompt: SCENE, clientBusinessId });
    return { ...purchase.finding, ...verdict(first.taskId, purchase) };
  },
};

function verdict(
  firstTaskId: string,
  { taskId, status, finding }: Awaited<ReturnType<typeof buyPicture>>,
): Pick<Finding, "state" | "got"> {
  if (taskId === null) return { state: "ok", got: `no new task (${finding.got})` };
  if (taskId === firstTaskId) return { state: "ok", got: `HTTP ${status} with the same task` };
  return { state: "warn", got: `a new task, so a repeat is paid twice (${finding.got})` };
}

/** Of the form that the engine uses, so that one search finds all that this installation sent. */
async function newBusinessId({ studio: { ports } }: LiveRun): Promise<string> {
  return `mq-${await ports.engine.installationHandle()}-${ports.clock.newId()}`;
}

/** Uploads the sample once per run. @throws {GatewayError} */
export async function uploadSample(run: LiveRun): Promise<string> {
  if (run.uploadUrl) return run.uploadUrl;
  const { url } = await run.gateway.uploadReference({
    path: path.join(run.studio.root, "public/samples", SAMPLE),
    fileName: SAMPLE,
    mime: "image/jpeg",
  });
  run.uploadUrl = url;
  return url;
}
