import { rm } from "node:fs/promises";
import { z } from "zod";
import { factName, type LiveRun, type LiveStep } from "@/lib/cli/live/live-step";
import { uploadSample } from "@/lib/cli/live/paid-steps";
import { DEFAULT_MODEL } from "@/lib/generation/models";

export const models: LiveStep = {
  name: "models",
  title: "The image models of this key",
  expected: `${DEFAULT_MODEL.id} is among them`,
  async run({ gateway, probe }) {
    const call = await probe.get("/v1/models?type=image");
    const ids = await gateway.listImageModels();
    const siblings = ids.filter((id) => id.startsWith("gemini-3")).join(", ") || "none";
    const hasDefault = ids.includes(DEFAULT_MODEL.id);
    return {
      state: hasDefault ? "ok" : "fail",
      got: `${ids.length} models, ${hasDefault ? "with" : "without"} it; Gemini 3: ${siblings}`,
      record: { calls: [call], models: ids },
    };
  },
};

const NOT_FOUND: readonly (number | null)[] = [400, 404];

export const status: LiveStep = {
  name: "status",
  title: "A task by its client_business_id, and a task that does not exist",
  expected: "200 with the same task; 404 not_found_error or 400 task_not_exist",
  async run({ firstTask, probe, studio }) {
    if (!firstTask) return null;
    const read = (id: string) => probe.get(`/v1/images/generations/${encodeURIComponent(id)}`);
    const known = await read(firstTask.clientBusinessId);
    const unknown = await read(`task_img_${studio.ports.clock.newId()}`);
    const isSame = known.status === 200 && known.envelope.includes(firstTask.taskId);
    const isGood = isSame && NOT_FOUND.includes(unknown.status);
    const first = `HTTP ${known.status} with ${isSame ? "the same task" : known.envelope}`;
    return {
      state: isGood ? "ok" : "fail",
      got: `${first}; HTTP ${unknown.status} ${unknown.envelope}`,
      record: { calls: [known, unknown] },
    };
  },
};

const uploadSchema = z.object({
  url: z.string(),
  uploadedAt: z.iso.datetime(),
  workedHours: z.number(),
  goneHours: z.number().nullable(),
});
type Upload = z.output<typeof uploadSchema>;

/** Each run looks at the same upload again until it is gone; then a new one begins. */
export const uploadAge: LiveStep = {
  name: "upload_age",
  title: "The age at which an uploaded URL stops working",
  expected: "unknown: at least 24 hours",
  async run(run) {
    const { clock } = run.studio.ports;
    const upload = (await lastUpload(run)) ?? {
      url: await uploadSample(run),
      uploadedAt: clock.now().toISOString(),
      workedHours: 0,
      goneHours: null,
    };
    const hours = (clock.now().getTime() - Date.parse(upload.uploadedAt)) / 3_600_000;
    const age = `${hours.toFixed(1)} h`;
    const reason = await whyGone(run, upload.url);
    if (reason === null)
      return {
        state: "ok",
        got: `it works at the age of ${age}; run this again later`,
        record: { ...upload, workedHours: hours },
      };
    return {
      state: "warn",
      got: `${reason} at the age of ${age}; it last worked at ${upload.workedHours.toFixed(1)} h`,
      record: { ...upload, goneHours: hours },
    };
  },
};

async function lastUpload({ studio }: LiveRun): Promise<Upload | null> {
  const fact = await studio.ports.installation.findFact(factName(uploadAge.name));
  const upload = uploadSchema.safeParse(fact?.value).data;
  return upload && upload.goneHours === null ? upload : null;
}

/** Null while the address still gives the picture. */
async function whyGone({ studio }: LiveRun, url: string): Promise<string | null> {
  const { downloader, storage } = studio.ports;
  const file = await storage.newSpoolPath();
  const outcome = await downloader.download(url, file);
  if (!outcome.ok) return outcome.detail;
  await rm(file);
  return null;
}
