import type { RecallField } from "@/components/composer/recall-parts";
import { Tooltip } from "@/components/ui/tooltip";

/** Into the composer. Null for who may only look on. */
export type Take = ((field: RecallField) => void) | null;

type TakenFactProps = {
  field: RecallField;
  /** What a press does, spoken and in the tooltip. */
  label: string;
  take: Take;
  children: string;
};

/** A value among the facts that can be set in the composer by a press. */
export function TakenFact({ field, label, take, children }: TakenFactProps) {
  if (!take) return children;
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        onClick={() => take(field)}
        className="min-h-6 rounded-print underline decoration-dotted decoration-control underline-offset-3 hover:text-ink-2 max-tablet:min-h-11 max-tablet:min-w-11"
      >
        {children}
      </button>
    </Tooltip>
  );
}
