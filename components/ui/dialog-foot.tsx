import type { ReactNode } from "react";
import { AlertLine } from "./alert-line";
import { Button } from "./button";

type DialogFootProps = {
  /** Why the last press came to nothing. */
  alert: string | null;
  cancelLabel: string;
  cancel: () => void;
  /** What the dialog asks for. */
  children: ReactNode;
};

/** The end of a question: the way out, and what it asks for last, where the thumb is. */
export function DialogFoot({ alert, cancelLabel, cancel, children }: DialogFootProps) {
  return (
    <div className="flex flex-col gap-3">
      {alert ? <AlertLine text={alert} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button kind="ghost" onClick={cancel}>
          {cancelLabel}
        </Button>
        {children}
      </div>
    </div>
  );
}
