import type { AccessEvent, AccessLog } from "@/lib/ports/access-log";

type Write = (event: AccessEvent & { access: true }, text: string) => void;

/** Lines of the log that carry `access`. */
export const createAccessLog = (write: Write): AccessLog => ({
  note: (event) => write({ access: true, ...event }, event.action),
});
