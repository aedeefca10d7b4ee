import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Word } from "@/components/library/word";
import type { TakeoutSource } from "@/components/takeout/takeout-dialog";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Viewer } from "@/lib/account/schema";

const TakeoutDialog = onDemand(
  async () => (await import("@/components/takeout/takeout-dialog")).TakeoutDialog,
);

/** Many pictures at once, in a form of one's choice. */
export function TakeOut({ viewer, source }: { viewer: Viewer; source: TakeoutSource }) {
  const t = useTranslations("library.selection");
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={button}
        kind="ghost"
        icon={Download}
        aria-label={t("download")}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <Word>{t("download")}</Word>
      </Button>
      {isOpen ? (
        <TakeoutDialog
          source={source}
          viewer={viewer}
          close={() => setIsOpen(false)}
          onClosed={() => button.current?.focus()}
        />
      ) : null}
    </>
  );
}
