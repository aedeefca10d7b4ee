import type { Role } from "@/lib/shared/actor";

/** To put a picture in the bin and take it out again. Picking and stars are everybody's own. */
export const canBin = (role: Role) => role !== "reviewer";
