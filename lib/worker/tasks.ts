import "server-only";

import { z } from "zod";
import { followVariant } from "@/lib/generation/service/follow";
import { saveVariant } from "@/lib/generation/service/save";
import { submitVariant } from "@/lib/generation/service/submit";
import { deriveImage } from "@/lib/image/service";
import type { JobName } from "@/lib/ports/job-queue";
import type { Ports } from "@/lib/ports/ports";

const payloadSchema = z.object({ id: z.ulid() });

/** What each job does. Every one may run twice, or be cut off anywhere, without harm. */
export function createTasks(ports: Ports): Record<JobName, (payload: unknown) => Promise<void>> {
  const onId = (run: (id: string) => Promise<void>) => (payload: unknown) =>
    run(payloadSchema.parse(payload).id);
  return {
    submit: onId((id) => submitVariant(ports, id)),
    follow: onId((id) => followVariant(ports, id)),
    save: onId((id) => saveVariant(ports, id)),
    derive: onId((id) => deriveImage(ports, id)),
  };
}
