import "server-only";

import { type ModelRow, optionsOf } from "@/lib/generation/models";
import { compilePrompt } from "@/lib/generation/policy/prompt";
import type { PreviewedReference, PreviewRecord } from "@/lib/generation/presenter";
import type { GenerationRequest } from "@/lib/generation/schema/preview";
import { checkRequest, type RequestError } from "@/lib/generation/service/check-create";
import { learntTimes } from "@/lib/generation/service/create";
import { taskOf } from "@/lib/generation/service/task";
import { freshUploadUrl, uploadedFile } from "@/lib/generation/service/upload-references";
import type { Ports } from "@/lib/ports/ports";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import type { Actor } from "@/lib/shared/actor";
import { ok, type Result } from "@/lib/shared/result";

type PreviewPorts = Pick<
  Ports,
  | "clock"
  | "connections"
  | "customModels"
  | "engine"
  | "gateways"
  | "generations"
  | "prices"
  | "referenceImages"
>;

/** What only the moment of sending decides. */
const CLIENT_BUSINESS_ID = "<id of the attempt>";
const CALLBACK_URL = "<address of the webhook>";

/** What a press would send now. Nothing is written, and the gateway is not asked. */
export async function previewGeneration(
  ports: PreviewPorts,
  actor: Actor,
  request: GenerationRequest,
): Promise<Result<PreviewRecord, RequestError>> {
  const checked = await checkRequest(ports, actor, request);
  if (!checked.ok) return checked;
  const { model, texts, images, priceMicroUsd } = checked.value;
  const { key, callbackUrl } = await ports.connections.current({
    teamId: actor.teamId,
    projectId: request.projectId,
  });
  const references = await sentReferences(ports, request, { images, gatewayKeyId: key.id });
  const { typicalMs } = await learntTimes(ports, actor, {
    request,
    gatewaySource: key.source,
  });
  const call = {
    takes: model,
    referenceUrls: references.map(({ url, name }, index) => url ?? `<image ${index + 1}: ${name}>`),
    clientBusinessId: CLIENT_BUSINESS_ID,
    callbackUrl: callbackUrl && CALLBACK_URL,
  };
  return ok({
    request,
    calls: texts.map((prompt) => ({
      prompt,
      call: ports.gateways.describeTask(taskOf({ ...request, promptAsSent: prompt }, call)),
    })),
    references,
    notes: compilePrompt(request).notes,
    options: partOptions(request, model),
    priceMicroUsd,
    typicalMs,
  });
}

function sentReferences(
  ports: PreviewPorts,
  { references }: GenerationRequest,
  { images, gatewayKeyId }: { images: ReferenceImageRecord[]; gatewayKeyId: string },
): Promise<PreviewedReference[]> {
  const known = new Map(images.map((image) => [image.id, image]));
  return Promise.all(
    references
      .filter(({ isEnabled }) => isEnabled)
      .flatMap((reference) => {
        const image = known.get(reference.referenceImageId);
        return image ? [{ ...reference, image }] : [];
      })
      .map(async (reference) => ({
        ...reference,
        sizeBytes: uploadedFile(reference.image).sizeBytes,
        url: await freshUploadUrl(ports, reference.image.id, gatewayKeyId),
      })),
  );
}

function partOptions({ options }: GenerationRequest, model: ModelRow): PreviewRecord["options"] {
  const sent = optionsOf(model, options);
  const notSent = Object.entries(options).filter(([field]) => !(field in sent));
  return { sent, notSent: Object.fromEntries(notSent) };
}
