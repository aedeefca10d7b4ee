import type { FaultTable } from "@/lib/sandbox/faults/fault";

export const byteFaults = (): FaultTable => ({});
