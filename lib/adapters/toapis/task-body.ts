import { findModel, optionsOf } from "@/lib/generation/models";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";
import type { CreateTask, DescribedCall } from "@/lib/ports/gateway";

export const CREATE_TASK_PATH = "/v1/images/generations";

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
  metadata?: GenerationOptions & { resolution?: string };
  image_urls?: readonly string[];
  client_business_id: string;
  callback_url?: string;
};

/** Exactly what is sent; the screen's "what will be sent" shows the same. */
export const describeTask = (task: CreateTask): DescribedCall => ({
  method: "POST",
  path: CREATE_TASK_PATH,
  body: createTaskBody(task),
});

export function createTaskBody(task: CreateTask): CreateTaskBody {
  const model = task.takes ?? findModel(task.model);
  const places = model?.resolutionPlaces ?? USUAL_PLACES;
  const { resolution, referenceUrls, callbackUrl } = task;
  const metadata = {
    ...(places.includes("metadata") && { resolution }),
    ...(model && optionsOf(model, task.options)),
  };
  return {
    model: task.model,
    prompt: task.prompt,
    size: task.aspectRatio,
    n: 1,
    ...(places.includes("top_level") && { resolution }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(referenceUrls.length > 0 && { image_urls: referenceUrls }),
    client_business_id: task.clientBusinessId,
    ...(callbackUrl !== null && { callback_url: callbackUrl }),
  };
}
