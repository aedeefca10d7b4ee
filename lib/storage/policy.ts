import type { Role } from "@/lib/shared/actor";

/** To see what takes the room, and to free what nobody needs. */
export const canMindStorage = (role: Role) => role === "owner" || role === "admin";
