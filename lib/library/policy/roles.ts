import type { Role } from "@/lib/shared/actor";

/** To move pictures between projects, to tag them, and to say which are alike. */
export const canArrange = (role: Role) => role !== "reviewer";

/** To put a picture in the bin and take it out again. Picking and stars are everybody's own. */
export const canBin = (role: Role) => role !== "reviewer";
