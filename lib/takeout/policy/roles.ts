import type { Role } from "@/lib/shared/actor";

/** The point is the whole team's. Taking out is for everybody who can see the pictures. */
export const canMoveFocus = (role: Role) => role !== "reviewer";
