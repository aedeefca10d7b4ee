import "server-only";

import type { ModelRow } from "@/lib/generation/models";
import { canGenerate } from "@/lib/generation/policy";
import { compilePrompt, EXPANSIONS_MAX } from "@/lib/generation/policy/prompt";
import { PROMPT_LENGTH_MAX } from "@/lib/generation/schema/facts";
import type { GenerationRequest } from "@/lib/generation/schema/preview";
import { findRow } from "@/lib/generation/service/model-row";
import type { OverCap } from "@/lib/generation/service/over-cap";
import { currentPrice } from "@/lib/generation/service/price";
import type { Ports } from "@/lib/ports/ports";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import { type Actor, readerOf } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** What is wrong with a request itself. */
export type RequestError =
  | { code: "forbidden" }
  | { code: "project_missing" }
  | { code: "model_unavailable" }
  | { code: "illegal_settings"; field: "aspectRatio" | "resolution" }
  | { code: "too_many_references"; max: number }
  | { code: "prompt_too_long"; length: number; max: number }
  | { code: "prompt_incomplete"; missing: string[]; emptyVariables: string[] }
  | { code: "too_many_expansions"; count: number; max: number }
  | { code: "parent_missing" }
  | { code: "references_missing"; slots: number[] }
  | { code: "no_price" };

export type CreateGenerationError =
  | RequestError
  | { code: "request_mismatch" }
  | { code: "queue_full"; activeMax: number }
  | OverCap;

type CheckPorts = Pick<Ports, "customModels" | "generations" | "prices" | "referenceImages">;

export type CheckedRequest = {
  project: { id: string; code: string; teamTimeZone: string };
  model: ModelRow;
  priceMicroUsd: number;
  /** As sent. */
  texts: string[];
  depth: number;
  /** Those of the request, in no order. */
  images: ReferenceImageRecord[];
};

/** Everything that can be said no to before anything is written. */
export async function checkRequest(
  ports: CheckPorts,
  actor: Actor,
  input: GenerationRequest,
): Promise<Result<CheckedRequest, RequestError>> {
  if (!canGenerate(actor.role)) return err({ code: "forbidden" });
  const model = await findRow(ports, { ...input, teamId: actor.teamId }, "offered");
  if (!model) return err({ code: "model_unavailable" });
  const refusal = settingsRefusal(input, model);
  if (refusal) return err(refusal);
  const texts = textsOf(input, model);
  if (!texts.ok) return texts;

  const project = await ports.generations.findProject(actor, input.projectId);
  if (!project) return err({ code: "project_missing" });

  const ids = input.references.map(({ referenceImageId }) => referenceImageId);
  const images = await ports.referenceImages.findManyInTeam(readerOf(actor), ids);
  const found = new Set(images.map(({ id }) => id));
  const slots = ids.flatMap((id, index) => (found.has(id) ? [] : [index + 1]));
  if (slots.length > 0) return err({ code: "references_missing", slots });

  const depth = await depthOf(ports, actor, input);
  if (depth === null) return err({ code: "parent_missing" });

  const priceMicroUsd = await currentPrice(ports, { ...input, teamId: actor.teamId });
  return priceMicroUsd === null
    ? err({ code: "no_price" })
    : ok({ project, model, priceMicroUsd, texts: texts.value, depth, images });
}

/** Null: it is to go on from a picture, and the team has no such one. */
async function depthOf(
  ports: CheckPorts,
  actor: Actor,
  { verb, parent, references }: GenerationRequest,
): Promise<number | null> {
  if (verb === "fresh") return parent ? null : 0;
  const slot = parent && references[parent.slot - 1];
  if (!parent || !slot?.isEnabled) return null;
  const parentDepth = await ports.generations.findDepth(actor, parent.imageId);
  return parentDepth === null ? null : parentDepth + 1;
}

function settingsRefusal(
  { aspectRatio, resolution, references }: GenerationRequest,
  model: ModelRow,
): RequestError | null {
  if (!model.aspectRatios.includes(aspectRatio)) {
    return { code: "illegal_settings", field: "aspectRatio" };
  }
  if (!model.resolutions.includes(resolution)) {
    return { code: "illegal_settings", field: "resolution" };
  }
  const { referenceImageCountMax: max } = model;
  return references.filter(({ isEnabled }) => isEnabled).length > max
    ? { code: "too_many_references", max }
    : null;
}

function textsOf(input: GenerationRequest, model: ModelRow): Result<string[], RequestError> {
  const { texts, expansionCount, missing, emptyVariables } = compilePrompt(input);
  if (missing.length > 0 || emptyVariables.length > 0) {
    return err({ code: "prompt_incomplete", missing, emptyVariables });
  }
  if (expansionCount > EXPANSIONS_MAX) {
    return err({ code: "too_many_expansions", count: expansionCount, max: EXPANSIONS_MAX });
  }
  const length = Math.max(...texts.map((text) => [...text].length));
  const max = Math.min(PROMPT_LENGTH_MAX, model.promptLengthMax ?? PROMPT_LENGTH_MAX);
  return length > max ? err({ code: "prompt_too_long", length, max }) : ok(texts);
}
