import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Progress } from "@/components/ui/progress";
import { takeoutProgressQuery } from "@/lib/takeout/queries";
import type { TakeoutProgress } from "@/lib/takeout/schema";
import { takeoutUrl } from "@/lib/takeout/schema/facts";

/** How far the browser's own download is, and what it came to. */
export function Running({ id, isDocument }: { id: string; isDocument: boolean }) {
  const t = useTranslations("takeout.progress");
  const { data: progress } = useQuery(takeoutProgressQuery(id));
  const state = progress?.state ?? "waiting";
  const { done = 0, total = 0 } = progress ?? {};
  const sentence = useProgressSentence(progress, isDocument);
  const hasEnded = isOver(progress);
  return (
    <div className="flex flex-col gap-3 py-2">
      <p role="status" className="font-medium">
        {sentence}
      </p>
      {hasEnded ? null : (
        <>
          <Progress
            label={t("label")}
            percent={total > 0 ? (done / total) * 100 : null}
            text={t("running", { done, total })}
          />
          <p className="text-ink-2 text-small">{t("hint")}</p>
        </>
      )}
      {progress && progress.leftOutCount > 0 ? <LeftOut progress={progress} /> : null}
      {hasEnded || state === "waiting" ? (
        <a href={takeoutUrl(id)} download="" className={`${buttonClass({ kind: "quiet" })} w-fit`}>
          <Download />
          {t("again")}
        </a>
      ) : null}
    </div>
  );
}

export const isOver = (progress: TakeoutProgress | undefined): boolean =>
  progress?.state === "done" || progress?.state === "stopped";

/** Undefined until it is known. */
export function useProgressSentence(
  progress: TakeoutProgress | undefined,
  isDocument: boolean,
): string {
  const t = useTranslations("takeout.progress");
  const sheet = useTranslations("sheet");
  if (progress?.state === "done" && isDocument) return sheet("done");
  return progress ? sentenceOf(t, progress) : t("waiting");
}

type Translate = ReturnType<typeof useTranslations<"takeout.progress">>;

function sentenceOf(t: Translate, { state, done, total, leftOutCount }: TakeoutProgress): string {
  if (state === "running") return t("running", { done, total });
  if (state !== "done") return t(state);
  return total > leftOutCount ? t("done", { count: total - leftOutCount }) : t("nothing");
}

function LeftOut({ progress }: { progress: TakeoutProgress }) {
  const t = useTranslations("takeout");
  const { leftOut, leftOutCount, total } = progress;
  return (
    <div>
      <p className="flex gap-1.5 text-red text-small">
        <CircleAlert className="mt-0.5 size-3.5" />
        {t("progress.leftOut", { count: leftOutCount })}
      </p>
      <ul className="mt-1 text-small">
        {leftOut.map(({ name, reason }) => (
          <li key={name} className="py-0.5">
            <span className="break-all font-mono text-slug">{name}</span>
            <span className="text-ink-2">: {t(`reason.${reason}`)}</span>
          </li>
        ))}
      </ul>
      {total > 1 ? <p className="mt-1 text-ink-2 text-small">{t("progress.listed")}</p> : null}
    </div>
  );
}
