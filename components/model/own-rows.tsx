import { Pencil, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type MouseEvent, useState } from "react";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { Button } from "@/components/ui/button";
import { MODELS, type ModelRow } from "@/lib/generation/models";

const ModelDialog = dynamic(
  async () => (await import("@/components/model/model-dialog")).ModelDialog,
  { ssr: false },
);

type Opened = { start: ModelRow; opener: HTMLElement };

type OwnRowsProps = {
  composer: Composer;
  /** Where the focus goes when what opened the dialog has gone with its row. */
  focusList: () => void;
};

/** What an admin can do to the list: add a row, and change one that the team has added. */
export function OwnRows({ composer, focusList }: OwnRowsProps) {
  const t = useTranslations("model");
  const [opened, setOpened] = useState<Opened | null>(null);
  const chosen = modelOf(composer.state);
  const open = (start: ModelRow) => (event: MouseEvent<HTMLElement>) =>
    setOpened({ start, opener: event.currentTarget });
  return (
    <div className="-mx-2 flex flex-wrap justify-between gap-1 pt-1.5">
      <Button
        kind="ghost"
        size={26}
        icon={Plus}
        // What the team adds is a sibling of what it uses; a row of its own is changed, not added again.
        onClick={open(chosen.own ? MODELS[0] : chosen)}
        className="max-tablet:h-11"
      >
        {t("addRow")}
      </Button>
      {chosen.own ? (
        <Button
          kind="ghost"
          size={26}
          icon={Pencil}
          onClick={open(chosen)}
          className="max-tablet:h-11"
        >
          {t("changeRow", { model: chosen.label })}
        </Button>
      ) : null}
      {opened ? (
        <ModelDialog
          composer={composer}
          start={opened.start}
          close={() => setOpened(null)}
          onClosed={() => (opened.opener.isConnected ? opened.opener.focus() : focusList())}
        />
      ) : null}
    </div>
  );
}
