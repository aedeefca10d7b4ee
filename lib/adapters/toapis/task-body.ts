import { findModel } from "@/lib/generation/models";
import type { CreateTask } from "@/lib/ports/gateway";

/** Where a model that is not in the table takes its resolution: as every documented Gemini model does. */
const USUAL_PLACES = ["metadata"] as const;

/** The JSON of `POST /v1/images/generations`. Source: contract, section 3. */
export type CreateTaskBody = {
  model: string;
  prompt: string;
  /** A ratio, never pixels. */
  size: string;
  n: 1;
  resolution?: string;
  metadata?: { resolution: string };
  image_urls?: readonly string[];
  client_business_id: string;
  callback_url?: string;
};

/** Exactly what is sent; the screen's "what will be sent" shows the same. */
export function createTaskBody(task: CreateTask): CreateTaskBody {
  const places = findModel(task.model)?.resolutionPlaces ?? USUAL_PLACES;
  const { resolution, referenceUrls, callbackUrl } = task;
  return {
    model: task.model,
    prompt: task.prompt,
    size: task.aspectRatio,
    n: 1,
    ...(places.includes("top_level") && { resolution }),
    ...(places.includes("metadata") && { metadata: { resolution } }),
    ...(referenceUrls.length > 0 && { image_urls: referenceUrls }),
    client_business_id: task.clientBusinessId,
    ...(callbackUrl !== null && { callback_url: callbackUrl }),
  };
}
