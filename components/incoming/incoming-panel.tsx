import { useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import {
  type IncomingFile,
  isUnderWay,
  noteIncomingSource,
  removeIncoming,
} from "@/components/incoming/incoming";
import { IncomingRow } from "@/components/incoming/incoming-row";
import { SourceForm } from "@/components/incoming/source-form";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { generationQuery } from "@/lib/generation/queries";
import type { AddedUpload } from "@/lib/upload/schema";

type IncomingPanelProps = {
  files: readonly IncomingFile[];
  open: (upload: AddedUpload) => void;
  /** Something new is in the library, and nothing more is on its way. */
  onArrived: () => void;
};

/** What comes in: how far each file is, and where all of them are from. */
export function IncomingPanel({ files, open, onArrived }: IncomingPanelProps) {
  const t = useTranslations("incoming");
  const queryClient = useQueryClient();
  const left = files.filter(isUnderWay).length;
  const here = files.flatMap(({ state }) => (state.kind === "here" ? [state.upload] : []));
  useArrival(left, here.length, onArrived);
  const tally =
    left > 0
      ? t("tally", { here: here.length, count: files.length })
      : t("done", { count: here.length });

  async function note(text: string) {
    const isNoted = await noteIncomingSource(text);
    for (const { generationId } of here)
      void queryClient.invalidateQueries({ queryKey: generationQuery(generationId).queryKey });
    return isNoted;
  }
  return (
    <section
      aria-label={t("label")}
      data-incoming=""
      className="appear fixed end-5 bottom-5 z-(--z-popover) flex max-h-[min(28rem,70dvh)] w-[min(26rem,calc(100vw-1rem))] flex-col rounded-float bg-float shadow-float max-tablet:inset-x-2 max-tablet:bottom-[calc(var(--toast-bottom,96px)-8px)] max-tablet:w-auto"
    >
      <header className="flex items-center gap-2 py-1.5 ps-4 pe-1.5">
        <h2 className="font-strong">{t("label")}</h2>
        <p role="status" className="min-w-0 flex-1 truncate text-ink-2 text-small">
          {tally}
        </p>
        {left > 0 ? (
          <Button
            kind="ghost"
            size={26}
            onClick={() => removeIncoming(isUnderWay)}
            className="max-tablet:min-h-11"
          >
            {t("stopAll")}
          </Button>
        ) : (
          <IconButton
            icon={X}
            size={26}
            label={t("close")}
            onClick={() => removeIncoming(() => true)}
            className="max-tablet:size-11"
          />
        )}
      </header>
      <ul className="min-h-0 flex-1 overflow-y-auto border-hair border-y px-4 py-1">
        {files.map((incoming) => (
          <IncomingRow key={incoming.key} incoming={incoming} open={open} />
        ))}
      </ul>
      {here.length + left > 0 ? (
        <div className="px-4 pt-2 pb-3.5">
          <SourceForm source="" label={t("sourceOf", { count: here.length + left })} note={note} />
        </div>
      ) : null}
    </section>
  );
}

/** Told once for each time that the last of them is here. */
function useArrival(left: number, hereCount: number, onArrived: () => void): void {
  const tell = useEffectEvent(() => {
    if (hereCount > 0) onArrived();
  });
  useEffect(() => {
    if (left === 0) tell();
  }, [left]);
}
