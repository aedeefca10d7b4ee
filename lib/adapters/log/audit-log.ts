import type { AuditEvent, AuditLog } from "@/lib/ports/audit-log";

type Write = (event: AuditEvent & { audit: true }, text: string) => void;

/** Lines of the log that carry `audit`. */
export const createAuditLog = (write: Write): AuditLog => ({
  note: (event) => write({ audit: true, ...event }, event.action),
});
