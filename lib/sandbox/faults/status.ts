import type { FaultTable } from "@/lib/sandbox/faults/fault";

/** Section 2 of the catalogue. P00 is ours: a task that plainly fails. */
export const statusFaults = (): FaultTable => ({
  P00: { failure: { code: "generation_failed", message: "task failed" } },
  P27: {
    failure: {
      code: "generation_failed",
      message: "call upstream API failed: IMAGE_SAFETY, blocked by the safety policy",
    },
  },
});
