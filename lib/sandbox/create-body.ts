import { z } from "zod";
import type { ModelRow } from "@/lib/generation/models";
import {
  type AspectRatio,
  aspectRatioSchema,
  type Resolution,
  resolutionSchema,
} from "@/lib/generation/schema";
import { SAFETY_CATEGORIES, SAFETY_THRESHOLDS } from "@/lib/generation/schema/inputs";
import {
  type Answer,
  invalidRequest,
  modelNotFound,
  unsuccessful,
  webhookNotConfigured,
} from "@/lib/sandbox/answers";

const referenceSchema = z.union([z.string(), z.object({ url: z.string() })], {
  error: "a reference image is a URL or an object with a url",
});
const mimeSchema = z.enum(["image/png", "image/jpeg", "image/webp"]);

/** Options of the official models (docs.toapis.com, Gemini official pages, read 2026-08-20). */
const metadataSchema = z.looseObject({
  resolution: z.string().optional(),
  client_business_id: z.string().optional(),
  orientation: z.enum(["landscape", "portrait"]).optional(),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  maxOutputTokens: z.int().min(1).max(32_768).optional(),
  personGeneration: z.enum(["ALLOW_ALL", "ALLOW_ADULT", "ALLOW_NONE"]).optional(),
  imageOutputOptions: z
    .looseObject({
      mimeType: mimeSchema.optional(),
      compressionQuality: z.int().min(0).max(100).optional(),
    })
    .optional(),
  thinkingConfig: z
    .looseObject({
      thinkingBudget: z.int().min(0).max(24_576).optional(),
      thinkingLevel: z.enum(["LOW", "MEDIUM", "HIGH", "MINIMAL"]).optional(),
    })
    .optional(),
  safetySettings: z
    .array(
      z.looseObject({
        category: z.enum(SAFETY_CATEGORIES),
        threshold: z.enum(SAFETY_THRESHOLDS),
      }),
    )
    .optional(),
  google_search: z.boolean().optional(),
  google_image_search: z.boolean().optional(),
});

const bodySchema = z.looseObject({
  model: z.string().min(1),
  prompt: z.string().refine((text) => text.trim() !== "", "must not be empty"),
  size: z.string().optional(),
  n: z.literal(1, { error: "must be the number 1" }).optional(),
  resolution: z.string().optional(),
  image_urls: z.array(referenceSchema).optional(),
  reference_images: z.array(referenceSchema).optional(),
  metadata: metadataSchema.optional(),
  client_business_id: z.string().optional(),
  callback_url: z.string().optional(),
});
type Body = z.output<typeof bodySchema>;

export type CreateRequest = {
  model: ModelRow;
  prompt: string;
  /** Null: as the last reference, else square. */
  size: AspectRatio | null;
  resolution: Resolution;
  referenceUrls: string[];
  mime: z.output<typeof mimeSchema> | null;
  clientBusinessId: string | null;
  callbackUrl: string | null;
};

type Parsed<T> = { ok: true; value: T } | { ok: false; answer: Answer };
const refuse = (answer: Answer) => ({ ok: false, answer }) as const;
const accept = <T>(value: T) => ({ ok: true, value }) as const;

/** The gateway's strictness: documented fields exactly as documented, unknown ones pass. */
export function parseCreateBody(
  text: string,
  { hasWebhooks, findModel }: { hasWebhooks: boolean; findModel: (id: string) => ModelRow | null },
): Parsed<CreateRequest> {
  const body = parseShape(text);
  if (!body.ok) return body;
  const { model: id, prompt, callback_url, metadata } = body.value;
  const model = findModel(id);
  if (model === null) return refuse(modelNotFound(id));
  if (callback_url !== undefined && !hasWebhooks) return refuse(webhookNotConfigured());
  if (model.promptLengthMax !== null && [...prompt].length > model.promptLengthMax)
    return refuse(
      invalidRequest(`The prompt is longer than ${model.promptLengthMax} characters`, "prompt"),
    );
  const size = parseSize(body.value, model);
  if (!size.ok) return size;
  const resolution = parseResolution(body.value, model);
  if (!resolution.ok) return resolution;
  const referenceUrls = parseReferences(body.value, model);
  if (!referenceUrls.ok) return referenceUrls;
  return accept({
    model,
    prompt,
    size: size.value,
    resolution: resolution.value,
    referenceUrls: referenceUrls.value,
    mime: metadata?.imageOutputOptions?.mimeType ?? null,
    clientBusinessId: body.value.client_business_id ?? metadata?.client_business_id ?? null,
    callbackUrl: callback_url ?? null,
  });
}

function parseShape(text: string): Parsed<Body> {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return refuse(unsuccessful("invalid request body"));
  }
  const body = bodySchema.safeParse(input);
  if (body.success) return accept(body.data);
  const [issue] = body.error.issues;
  const field = String(issue?.path[0] ?? "");
  if (field === "") return refuse(unsuccessful("invalid request body"));
  const isMissing = input !== null && typeof input === "object" && !(field in input);
  const message = isMissing
    ? `The '${field}' field is required.`
    : `Invalid value for '${issue?.path.join(".")}': ${issue?.message}`;
  return refuse(invalidRequest(message, field));
}

function parseSize({ size }: Body, model: ModelRow): Parsed<AspectRatio | null> {
  if (size === undefined) return accept(null);
  const ratio = aspectRatioSchema.safeParse(size);
  if (ratio.success && model.aspectRatios.includes(ratio.data)) return accept(ratio.data);
  const legal = model.aspectRatios.join(", ");
  return refuse(
    invalidRequest(`Invalid size '${size}' for ${model.id}. Allowed: ${legal}`, "size"),
  );
}

/** Both places are read; a model that documents neither has one resolution anyway. */
function parseResolution({ resolution, metadata }: Body, model: ModelRow): Parsed<Resolution> {
  const legal = model.resolutions.join(", ");
  for (const given of [resolution, metadata?.resolution]) {
    const tier = resolutionSchema.safeParse(given);
    if (given !== undefined && !(tier.success && model.resolutions.includes(tier.data)))
      return refuse(
        invalidRequest(
          `Invalid resolution '${given}' for ${model.id}. Allowed: ${legal}`,
          "resolution",
        ),
      );
  }
  // Documented default, not the product's.
  const standard = model.resolutions.includes("1K") ? "1K" : model.defaultResolution;
  return accept(resolutionSchema.parse(metadata?.resolution ?? resolution ?? standard));
}

function parseReferences(body: Body, model: ModelRow): Parsed<string[]> {
  for (const field of ["image_urls", "reference_images"] as const) {
    for (const [index, reference] of (body[field] ?? []).entries()) {
      const trouble = referenceTrouble(urlOf(reference));
      if (trouble) return refuse(invalidRequest(`Reference image ${index + 1}: ${trouble}`, field));
    }
  }
  const urls = [...(body.image_urls ?? []), ...(body.reference_images ?? [])].map(urlOf);
  if (urls.length <= model.referenceImageCountMax) return accept(urls);
  return refuse(
    invalidRequest(
      `At most ${model.referenceImageCountMax} reference images are allowed for ${model.id}`,
      "image_urls",
    ),
  );
}

const urlOf = (reference: z.output<typeof referenceSchema>) =>
  typeof reference === "string" ? reference : reference.url;

function referenceTrouble(text: string): string | null {
  if (text.startsWith("data:"))
    return "base64 data is not supported, upload the file first and pass its URL";
  const url = URL.parse(text);
  if (url === null) return "not a URL; base64 is not supported";
  if (url.protocol !== "http:" && url.protocol !== "https:") return "only http and https URLs";
  return null;
}
