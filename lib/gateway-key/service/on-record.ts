import "server-only";

import { byActor } from "@/lib/audit/policy";
import type { AuditAction, AuditKind } from "@/lib/audit/schema/facts";
import type { AuditFacts } from "@/lib/ports/audit-log";
import type { Transaction } from "@/lib/ports/database";
import type { Ports } from "@/lib/ports/ports";
import type { KeyName } from "@/lib/ports/team-keys";
import type { Actor } from "@/lib/shared/actor";

/** What a log may say of a key: of the secret no more than the page shows. */
export const factsOf = ({ label, baseUrl, accountGroup, lastFour }: KeyName): AuditFacts => ({
  label,
  baseUrl,
  accountGroup,
  lastFour,
});

type Deed = {
  action: AuditAction;
  object: { kind: AuditKind; id: string; label: string };
  before?: AuditFacts;
  after?: AuditFacts;
};

/** In the transaction of the deed. */
export const putOnRecord = (
  { audit, clock }: Pick<Ports, "audit" | "clock">,
  actor: Actor,
  { tx, ...deed }: Deed & { tx: Transaction },
): Promise<void> => audit.record(tx, { ...byActor(actor), ...deed, at: clock.now() });

export const keyObject = (id: string, label: string) =>
  ({ kind: "gateway_key", id, label }) as const;
