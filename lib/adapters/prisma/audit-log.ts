import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { AuditLog } from "@/lib/ports/audit-log";
import type { Clock } from "@/lib/ports/clock";

export const createAuditLog = (clock: Clock): AuditLog => ({
  async record(tx, entry) {
    await inside(tx).auditEvent.create({ data: { id: clock.newId(), ...entry } });
  },
});
