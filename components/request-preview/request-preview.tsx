import { ChevronUp } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ComponentProps, useRef, useState } from "react";
import type { Composer } from "@/components/composer/use-composer";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { useCommands } from "@/components/keyboard/commands";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { PREVIEW_MARK, usePreviewKey } from "@/components/request-preview/use-preview-key";
import { COMPOSER_ID } from "@/components/shell/skip-links";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const PreviewPanel = dynamic(
  async () => (await import("@/components/request-preview/preview-panel")).PreviewPanel,
  { ssr: false, loading: () => <div className="h-60" /> },
);

/** Opens what a press would send, word for word: over the feed, on a phone as a sheet. */
export function RequestPreview({ composer }: { composer: Composer }) {
  const t = useTranslations("preview");
  const isPhone = useIsPhone();
  const [isOpen, setIsOpen] = useState(false);
  const openedFrom = useRef<Element | null>(null);
  const change = (opens: boolean, from: Element | null = null) => {
    if (opens) openedFrom.current = from;
    setIsOpen(opens);
  };
  const press = () => change(!isOpen, document.activeElement);
  usePreviewKey(press);
  useCommands(() => [{ name: "preview", shortcut: "preview", where: "page", run: press }]);
  const panel = <PreviewPanel composer={composer} />;
  return isPhone ? (
    <Dialog open={isOpen} onOpenChange={(opens) => change(opens)}>
      <DialogTrigger asChild>
        <Trigger />
      </DialogTrigger>
      <DialogContent title={t("title")} closeLabel={t("close")} isSheet>
        <div className="-mx-4 -mb-4">{panel}</div>
      </DialogContent>
    </Dialog>
  ) : (
    <Popover open={isOpen} onOpenChange={(opens) => change(opens)}>
      <PopoverTrigger asChild>
        <Trigger />
      </PopoverTrigger>
      <PopoverContent
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
      </PopoverContent>
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

function Trigger(props: ComponentProps<typeof Button>) {
  const t = useTranslations("preview");
  const keys = useKeys("preview");
  return (
    <Button
      {...props}
      {...PREVIEW_MARK}
      kind="ghost"
      size={26}
      {...(keys && { hint: keys })}
      className="data-[state=open]:bg-press max-tablet:min-h-11"
    >
      {t("title")}
      <ChevronUp className="size-3" />
    </Button>
  );
}
