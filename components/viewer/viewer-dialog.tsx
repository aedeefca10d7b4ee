import { type ReactNode, useRef } from "react";
import { cellId } from "@/components/generation/cell-id";
import { shortcutScope } from "@/components/keyboard/place";
import type { Scope } from "@/components/keyboard/shortcuts";
import { Dialog, DialogPortal, DialogSurface, DialogTitle } from "@/components/ui/dialog";
import { isPictureOpener } from "@/components/viewer/picture-opener";

type ViewerDialogProps = {
  title: string;
  /** Whose cell takes the focus afterwards, unless `onClosed` has done so. */
  variantId: string;
  close: () => void;
  /** Whose keys work in it. */
  scope?: Scope;
  /** Answers true when it has moved the focus itself. */
  onClosed?: () => boolean;
  children: ReactNode;
};

/** Fills the window, keeps the focus, and gives it back to the picture that was looked at last. */
export function ViewerDialog(props: ViewerDialogProps) {
  const { title, variantId, close, scope, onClosed, children } = props;
  const opener = useRef<Element>(null);
  const giveFocusBack = () => {
    if (isPictureOpener(opener.current)) opener.current.focus();
    else document.getElementById(cellId(variantId))?.focus();
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogPortal>
        <DialogSurface
          aria-describedby={undefined}
          {...shortcutScope(scope)}
          // It fills the window: outside it there is only a toast, and that is no reason to close.
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            opener.current = document.activeElement;
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!onClosed?.()) giveFocusBack();
          }}
          className="appear fixed inset-0 z-(--z-viewer) flex bg-bench text-ink text-ui outline-none max-laptop:flex-col max-laptop:overflow-y-auto"
        >
          <DialogTitle className="sr-only">{title}</DialogTitle>
          {children}
        </DialogSurface>
      </DialogPortal>
    </Dialog>
  );
}
