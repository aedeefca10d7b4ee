import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Way } from "@/components/composer/generate-block";
import { useBlockText } from "@/components/composer/generate-button";
import { refusalMessage } from "@/components/composer/refusal";
import type { Composer } from "@/components/composer/use-composer";
import { NotSent } from "@/components/request-preview/not-sent";
import { Obstacle } from "@/components/request-preview/obstacle";
import { PreviewFoot } from "@/components/request-preview/preview-foot";
import { PreviewHead } from "@/components/request-preview/preview-head";
import { SentPictures } from "@/components/request-preview/sent-pictures";
import { SentSettings } from "@/components/request-preview/sent-settings";
import { SentText } from "@/components/request-preview/sent-text";
import { usePreview } from "@/components/request-preview/use-preview";
import { PREVIEW_MARK } from "@/components/request-preview/use-preview-key";
import { WayChoice } from "@/components/request-preview/way-choice";
import { cn } from "@/components/ui/cn";
import type { Preview } from "@/lib/generation/schema/preview";

/** The request that a press would send now: the server makes it, with the code that sends it. */
export function PreviewPanel({ composer }: { composer: Composer }) {
  const t = useTranslations("preview");
  const [chosen, choose] = useState<Way>("fresh");
  const { staged } = composer.state;
  const way = staged ? chosen : "fresh";
  const { data, isError, isBehind, refetch } = usePreview(composer, way);
  const block = useBlockText(composer)(way);
  const refusal = useRefusalText()(data && !data.ok ? data.error : null);
  const preview = data?.ok ? data.value : null;
  const obstacle = block ?? refusal ?? (isError ? t("failed") : null);
  return (
    <div {...PREVIEW_MARK}>
      {staged ? <WayChoice staged={staged} way={way} choose={choose} /> : null}
      {obstacle ? (
        <Obstacle text={obstacle} tryAgain={isError && !block ? () => void refetch() : null} />
      ) : null}
      {preview ? (
        <Request
          preview={preview}
          composer={composer}
          way={way}
          obstacle={block}
          isBehind={isBehind}
        />
      ) : null}
      {preview || obstacle ? null : <Reading />}
    </div>
  );
}

function useRefusalText() {
  const t = useTranslations("composer");
  const locale = useLocale();
  return (refusal: Parameters<typeof refusalMessage>[0] | null) => {
    if (!refusal) return null;
    const { key, values } = refusalMessage(refusal, locale);
    return t(`refusal.${key}`, values);
  };
}

type RequestProps = {
  preview: Preview;
  composer: Composer;
  way: Way;
  /** Then what is shown is what could be sent before. */
  obstacle: string | null;
  isBehind: boolean;
};

function Request({ preview, composer, way, obstacle, isBehind }: RequestProps) {
  const [chosen, turnTo] = useState(0);
  const index = Math.min(chosen, preview.calls.length - 1);
  const call = preview.calls[index];
  if (!call) return null;
  return (
    <div
      aria-busy={isBehind || undefined}
      className={cn("transition-opacity duration-(--duration-fade)", obstacle && "opacity-50")}
    >
      <PreviewHead preview={preview} call={call} obstacle={obstacle ?? undefined} />
      <SentText preview={preview} index={index} turnTo={turnTo} />
      <SentPictures references={preview.references} />
      <SentSettings preview={preview} models={composer.state.models} />
      <NotSent preview={preview} staged={way === "fresh" ? composer.state.staged : null} />
      <PreviewFoot preview={preview} />
    </div>
  );
}

/** Bars where the text will be. */
function Reading() {
  const t = useTranslations("preview");
  return (
    <div role="status" aria-label={t("reading")} className="flex h-60 flex-col gap-3 p-4">
      {["w-1/3", "w-full", "w-11/12", "w-2/3"].map((width) => (
        <span key={width} className={cn("h-1.5 rounded-full bg-press", width)} />
      ))}
    </div>
  );
}
