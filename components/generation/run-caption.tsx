import { useTranslations } from "next-intl";
import { tallyOf } from "@/components/generation/cells";
import { copyText } from "@/components/generation/copy-text";
import { formatTime, splitDuration } from "@/components/generation/formats";
import { RunPrompt } from "@/components/generation/run-prompt";
import { RunVerbs } from "@/components/generation/run-verbs";
import { usePlace } from "@/components/generation/use-place";
import type { FeedVerbs } from "@/components/generation/verbs";
import { AspectGlyph } from "@/components/ui/aspect-glyph";
import { Avatar } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { inFirstPaint, onDemand } from "@/components/ui/on-demand";
import type { GenerationView } from "@/lib/generation/schema";

const DepthChip = inFirstPaint(
  async () => (await import("@/components/generation/depth-chip")).DepthChip,
);
const NextIn = onDemand(async () => (await import("@/components/generation/next-in")).NextIn);

type RunCaptionProps = { generation: GenerationView; verbs: FeedVerbs };

function Facts({ generation, verbs }: RunCaptionProps) {
  const t = useTranslations("feed");
  const { aspectRatio, resolution, variants, references } = generation;
  const cellCount = new Set(variants.map(({ cell }) => cell)).size;
  return (
    <p className="mt-2 flex flex-wrap gap-1.5 max-tablet:hidden">
      <Chip>
        <AspectGlyph ratio={aspectRatio} size={11} />
        {aspectRatio}
      </Chip>
      <Chip>{resolution}</Chip>
      <Chip>×{cellCount}</Chip>
      {references.length > 0 ? (
        <Chip>{t("referenceCount", { count: references.length })}</Chip>
      ) : null}
      {generation.depth > 0 ? <DepthChip {...{ generation, verbs }} /> : null}
    </p>
  );
}

function TallyText({ generation }: { generation: GenerationView }) {
  const t = useTranslations("feed");
  const { doneCount, cellCount, elapsedMs } = tallyOf(generation);
  if (elapsedMs === null) return t("doneOf", { done: doneCount, count: cellCount });
  const { minutes, seconds, total } = splitDuration(elapsedMs);
  const duration =
    minutes > 0 ? t("minutes", { minutes, seconds }) : t("seconds", { count: total });
  return t("doneIn", { count: cellCount, duration });
}

/** Then there may be something to say of when the next picture comes. */
const isUnderWay = ({ typicalMs, variants }: GenerationView) =>
  typicalMs !== null && variants.some(({ submittedAt, endedAt }) => submittedAt && !endedAt);

function Code({ code }: { code: string }) {
  const t = useTranslations("feed");
  const words = { copied: t("codeCopied", { code }), failed: t("copyFailed") };
  return (
    <button
      type="button"
      tabIndex={-1}
      data-stop=""
      aria-label={t("copyCode", { code })}
      onClick={() => void copyText(code, words)}
      className="min-h-6 rounded-print font-mono text-ink-3 text-slug hover:text-ink max-tablet:min-h-11"
    >
      {code}
    </button>
  );
}

export function RunCaption({ generation, verbs }: RunCaptionProps) {
  const t = useTranslations("feed");
  const place = usePlace();
  const { author, createdAt, prompt, references } = generation;
  return (
    <div className="flex min-w-0 flex-col self-start laptop:min-h-(--cell) max-tablet:px-4 max-tablet:group-data-overview/feed:hidden">
      <RunPrompt {...{ prompt, references }} />
      <Facts {...{ generation, verbs }} />
      <div className="mt-auto flex items-center gap-2 pt-2.5 text-ink-2 text-small max-tablet:hidden">
        <Avatar name={author.name} />
        <span className="truncate">
          {t("authorAt", { name: author.name, time: formatTime(createdAt, place) })}
        </span>
        <span className="ms-auto flex-none">
          <TallyText generation={generation} />
        </span>
      </div>
      <div className="mt-1.5 flex h-6 items-center justify-between max-tablet:mt-0 max-tablet:h-11">
        <div className="flex items-center gap-2">
          <Code code={generation.code} />
          <span className="tablet:hidden">
            {generation.depth > 0 ? <DepthChip {...{ generation, verbs }} /> : null}
          </span>
        </div>
        <div className="-me-1.5 max-tablet:hidden">
          <RunVerbs generation={generation} verbs={verbs} />
        </div>
        <span className="text-ink-2 text-small tablet:hidden">
          <TallyText generation={generation} />
          {isUnderWay(generation) ? <NextIn generation={generation} /> : null}
        </span>
      </div>
    </div>
  );
}
