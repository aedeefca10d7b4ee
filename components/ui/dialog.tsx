"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export const Dialog = Radix.Root;

/** The bare parts, for what fills the whole window instead of floating in it. */
export const DialogPortal = Radix.Portal;
export const DialogSurface = Radix.Content;
export const DialogTitle = Radix.Title;

type DialogContentProps = {
  title: string;
  description?: string;
  closeLabel: string;
  children: ReactNode;
  /** Stays in sight under what scrolls. */
  foot?: ReactNode;
  /** A sheet comes from the bottom edge and is for phones. */
  isSheet?: boolean;
  /** Gives the focus back, where no trigger of this dialog is there to take it. */
  onClosed?: () => void;
  /** Prevents the default when Escape is for something inside. */
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
  className?: string;
};

function takeOver(event: Event, giveFocus: () => void): void {
  event.preventDefault();
  giveFocus();
}

const FLOAT =
  "appear top-1/2 left-1/2 max-h-[85dvh] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-float";
const SHEET =
  "rise inset-x-0 bottom-0 max-h-[92dvh] rounded-t-[14px] pb-[env(safe-area-inset-bottom)]";

/** Not its first button: that would open the button's tooltip. A field that asks for the focus keeps it. */
function focusSurface(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

export function DialogContent(props: DialogContentProps) {
  const { title, description, closeLabel, children, foot } = props;
  const { isSheet = false, onClosed, onEscapeKeyDown, className } = props;
  return (
    <Radix.Portal>
      <Radix.Overlay className="appear fixed inset-0 z-(--z-dialog) bg-scrim" />
      <Radix.Content
        onOpenAutoFocus={focusSurface}
        {...(onEscapeKeyDown && { onEscapeKeyDown })}
        {...(onClosed && { onCloseAutoFocus: (event) => takeOver(event, onClosed) })}
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed z-(--z-dialog) flex flex-col bg-float text-ink text-ui shadow-float outline-none",
          isSheet ? SHEET : FLOAT,
          className,
        )}
      >
        {isSheet ? <div className="mx-auto mt-2 h-1 w-9 flex-none rounded-full bg-hair-2" /> : null}
        <header className="flex items-center gap-2 py-2 pr-2 pl-4">
          <Radix.Title className="flex-1 font-strong text-title">{title}</Radix.Title>
          <Radix.Close asChild>
            <IconButton icon={X} label={closeLabel} keys="Esc" />
          </Radix.Close>
        </header>
        {description ? (
          <Radix.Description className="px-4 pb-2 text-ink-2">{description}</Radix.Description>
        ) : null}
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
        {foot ? <div className="flex-none border-hair border-t px-4 py-3">{foot}</div> : null}
      </Radix.Content>
    </Radix.Portal>
  );
}
