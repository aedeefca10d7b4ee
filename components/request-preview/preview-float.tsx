import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { Composer } from "@/components/composer/use-composer";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { PreviewPanel } from "@/components/request-preview/preview-panel";
import { COMPOSER_ID } from "@/components/shell/skip-links";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Popover } from "@/components/ui/popover";
import type { Anchor } from "@/components/ui/use-opener";

type PreviewFloatProps = {
  anchor: Anchor;
  composer: Composer;
  /** Where the key was pressed that opened it; null for a press of the button. */
  openedFrom: RefObject<Element | null>;
};

/** What a press would send: over the feed, on a phone as a sheet. */
export function PreviewFloat({ anchor, composer, openedFrom }: PreviewFloatProps) {
  const t = useTranslations("preview");
  const isPhone = useIsPhone();
  const panel = <PreviewPanel composer={composer} />;
  return isPhone ? (
    <Dialog open onOpenChange={anchor.close}>
      <DialogContent
        title={t("title")}
        closeLabel={t("close")}
        isSheet
        onClosed={() => anchor.trigger.current?.focus()}
      >
        <div className="-mx-4 -mb-4">{panel}</div>
      </DialogContent>
    </Dialog>
  ) : (
    <Popover
      anchor={anchor}
      side="top"
      align="end"
      aria-label={t("title")}
      onOpenAutoFocus={focusSurface}
      onCloseAutoFocus={(event) => giveFocusBack(event, openedFrom.current)}
      onInteractOutside={stayForComposer}
      onEscapeKeyDown={leaveToList}
      className="w-[min(448px,calc(100vw-16px))] p-0!"
    >
      {panel}
    </Popover>
  );
}

/** Not its first button: that would open the button's tooltip. */
function focusSurface(event: Event) {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/** Whoever opened it from the text goes on there, and whoever went on writing meanwhile keeps their place. */
function giveFocusBack(event: Event, openedFrom: Element | null) {
  const isElsewhere = document.activeElement !== document.body;
  if (!isElsewhere && !(openedFrom instanceof HTMLElement)) return;
  event.preventDefault();
  if (!isElsewhere && openedFrom instanceof HTMLElement) openedFrom.focus();
}

/** Escape is one step back: first the list of names that is open at the caret. */
function leaveToList(event: Event) {
  if (document.activeElement?.hasAttribute("aria-activedescendant")) event.preventDefault();
}

/** It is there to be watched while the composer changes. */
function stayForComposer(event: Event) {
  const { target } = event;
  const isOurs =
    target instanceof Element &&
    target.closest(`#${COMPOSER_ID}, [data-radix-popper-content-wrapper]`) !== null;
  if (isOurs) event.preventDefault();
}
