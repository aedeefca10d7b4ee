import "server-only";

import type { CreateTask } from "@/lib/ports/gateway";
import type { GenerationRecord } from "@/lib/ports/generation-repository";

type Wanted = Pick<
  GenerationRecord,
  "model" | "promptAsSent" | "aspectRatio" | "resolution" | "options"
>;

/** What is sent for each variant, and what a look beforehand shows. */
export const taskOf = (
  { model, promptAsSent, aspectRatio, resolution, options }: Wanted,
  call: Required<Pick<CreateTask, "takes" | "referenceUrls" | "clientBusinessId" | "callbackUrl">>,
): CreateTask => ({ model, prompt: promptAsSent, aspectRatio, resolution, options, ...call });
