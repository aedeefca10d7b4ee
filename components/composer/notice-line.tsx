import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Notice } from "@/components/composer/notice";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { useAnnounce } from "@/components/ui/live-region";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";

function useNoticeText({ state }: Composer) {
  const t = useTranslations("composer");
  const { label: model } = modelOf(state);
  return (notice: Notice): string => {
    if (!("names" in notice)) return t(`notice.${notice.code}`, { ...notice, model });
    const [name = "", ...others] = notice.names;
    const max = REFERENCE_IMAGE_COUNT_MAX;
    return t(`notice.${notice.code}`, { name, others: others.length, max });
  };
}

/** What the composer has just done by itself. */
export function NoticeLine({ composer }: { composer: Composer }) {
  const { notice, ratioNotice } = composer.state;
  return (
    <>
      <Line composer={composer} notice={notice} />
      <Line composer={composer} notice={ratioNotice} />
    </>
  );
}

function Line({ composer, notice }: { composer: Composer; notice: Notice | null }) {
  const announce = useAnnounce();
  const textOf = useNoticeText(composer);
  const text = notice && textOf(notice);
  useEffect(() => {
    if (notice && text) announce(text);
  }, [notice, text, announce]);
  return text ? (
    <p className="flex items-start gap-2 py-1 text-ink-2 text-small">
      <Info className="mt-px size-3.5" />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  ) : null;
}
