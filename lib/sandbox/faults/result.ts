import type { FaultTable } from "@/lib/sandbox/faults/fault";

export const resultFaults = (): FaultTable => ({});
