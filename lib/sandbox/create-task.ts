import { randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { nearestRatio } from "@/lib/generation/schema/shapes";
import { canPay } from "@/lib/sandbox/account";
import { type Answer, html, invalidRequest, json, paymentRequired } from "@/lib/sandbox/answers";
import { type Call, readBody } from "@/lib/sandbox/call";
import { chance, chanceBetween } from "@/lib/sandbox/chance";
import { type CreateRequest, parseCreateBody } from "@/lib/sandbox/create-body";
import type { Fault } from "@/lib/sandbox/faults/fault";
import { readPalette, readShape } from "@/lib/sandbox/painter/palette";
import { copyReferences, type Reference } from "@/lib/sandbox/references";
import type { Sandbox } from "@/lib/sandbox/sandbox";
import type { Task } from "@/lib/sandbox/store";
import { queuedView } from "@/lib/sandbox/task-view";

/** Room for references as base64, which have to be read to be refused with words. */
const BODY_BYTES_MAX = 32 * 1024 * 1024;
/** Of one task (docs.toapis.com, read 2026-08-20), before `speed`. */
const DURATION_MS = { min: 5_000, max: 30_000 };

/** POST /v1/images/generations. Charges first, then misbehaves. */
export async function createTask(call: Call<Sandbox>): Promise<Answer> {
  const { sandbox, request, key } = call;
  const faultId = sandbox.faults.pickForCreate(call);
  const fault = sandbox.faults.of(faultId);
  if (fault.receive) return fault.receive(call);
  const body = await readBody(request, BODY_BYTES_MAX);
  if (body === null) return html(413, "Request Entity Too Large");
  const text = body.toString();
  const parsed = parseCreateBody(text, {
    hasWebhooks: sandbox.settings.webhookSecret !== null,
    findModel: sandbox.models.find,
  });
  if (!parsed.ok) return parsed.answer;
  sandbox.requestLog.addBody(request, JSON.parse(text));
  const references = await copyReferences(sandbox, parsed.value.referenceUrls);
  if (!Array.isArray(references))
    return invalidRequest(
      `Failed to mirror reference image ${references.index + 1}: ${references.reason}`,
      "image_urls",
    );
  const subject = `${key.secret} ${parsed.value.prompt}`;
  const refusal = fault.refuse?.({
    subject,
    at: sandbox.now(),
    model: parsed.value.model.id,
    call,
  });
  if (refusal) return refusal;

  const look = await readLook(parsed.value, references);
  const task = newTask(call, parsed.value, {
    look,
    fault,
    faultId,
  });
  if (!canPay(sandbox, task.chargedMicroUsd)) return paymentRequired();
  sandbox.store.addTask(task);
  const painted = task.failure ? Promise.resolve() : sandbox.paintQueue.add(task);
  void sandbox.webhooks.announce(task, painted);
  return fault.answer?.({ task, painted, call }) ?? json(200, queuedView(task));
}

type Look = Pick<Task, "palette" | "references" | "size">;

async function readLook({ size, model }: CreateRequest, references: Reference[]): Promise<Look> {
  const last = references.at(-1);
  const palettes = await Promise.all(references.map(({ bytes }) => readPalette(bytes)));
  return {
    palette: palettes.flat(),
    references: references.map(({ url, sha256 }) => ({ url, sha256 })),
    size: size ?? (last ? nearestRatio(await readShape(last.bytes), model.aspectRatios) : "1:1"),
  };
}

function newTask(
  { sandbox: { store, settings, now, clock, requestLog }, key, origin, request }: Call,
  { model, prompt, resolution, mime, clientBusinessId, callbackUrl }: CreateRequest,
  { look, fault, faultId }: { look: Look; fault: Fault; faultId: string | null },
): Task {
  const id = `tsk_img_${ulid()}`;
  const dice = [settings.seed, clientBusinessId ?? id] as const;
  const usual = chanceBetween(DURATION_MS.min, DURATION_MS.max, ...dice, "duration");
  const acceptedAt = now();
  const completedAt = acceptedAt + clock.scaled(fault.durationMs ?? usual);
  // The gateway mixes both; a PNG of 17 megapixels would be 40 MB, so large ones are JPEG unless asked otherwise.
  const ownMime = resolution !== "4K" && chance(...dice, "mime") < 0.2 ? "image/png" : "image/jpeg";
  const type = mime ?? ownMime;
  const listed = model.price.perImage[resolution] ?? 0;
  return {
    id,
    clientBusinessId,
    key: key.label,
    model: model.id,
    prompt,
    resolution,
    mime: type,
    take: store.tasks.filter((task) => task.prompt === prompt).length,
    callback: callbackUrl === null ? null : { url: callbackUrl, origin },
    chargedMicroUsd: fault.charge?.(listed) ?? listed,
    acceptedAt,
    completedAt,
    fileName: `${Math.floor(completedAt / 1_000)}_${randomBytes(4).toString("hex")}.${EXTENSION[type]}`,
    failure: fault.failure ?? null,
    fault: faultId,
    connection: requestLog.connectionOf(request.socket),
    ...look,
  };
}

const EXTENSION = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;
