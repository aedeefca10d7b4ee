import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { orderOf } from "@/components/takeout/choice";
import { type Choice, keepChoice, keptChoice } from "@/components/takeout/kept-choice";
import { useFocus } from "@/components/takeout/use-focus";
import type { Locale } from "@/lib/account/schema";
import { beginTakeout } from "@/lib/takeout/queries";
import type { BeginRefusal, ChosenPictures } from "@/lib/takeout/schema";
import { takeoutUrl } from "@/lib/takeout/schema/facts";

/** What is set in the dialog, and the way from there to the browser's own download. */
export function useTakeout(personId: string) {
  const t = useTranslations("takeout.refusal");
  // One of those that the messages are written in.
  const language = useLocale() as Locale;
  const [choice, setChoice] = useState(() => keptChoice(personId));
  const [alert, setAlert] = useState<string | null>(null);
  const [id, setId] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const points = useFocus();
  const order = orderOf(choice, language);

  function change(part: Partial<Choice>): void {
    const next = { ...choice, ...part };
    setChoice(next);
    setAlert(null);
    keepChoice(personId, next);
  }
  const begin = (pictures: ChosenPictures) =>
    startTransition(async () => {
      if (!order) return;
      await points.flush();
      const begun = await beginTakeout({ pictures, order }).catch(() => null);
      if (!begun) return setAlert(t("failed"));
      if (!begun.ok) return setAlert(sentenceOf(t, begun.error));
      setId(begun.value.takeoutId);
      startDownload(takeoutUrl(begun.value.takeoutId));
    });
  return { choice, change, begin, isPending, isReady: order !== null, alert, id, points };
}
export type Takeout = ReturnType<typeof useTakeout>;

/** As a press on a link does: the page stays, and the browser saves what comes. */
function startDownload(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}

type Translate = ReturnType<typeof useTranslations<"takeout.refusal">>;

function sentenceOf(t: Translate, refusal: BeginRefusal): string {
  switch (refusal.code) {
    case "too_many":
    case "pattern_too_long":
      return t(refusal.code, { limit: refusal.limit });
    case "unknown_size":
      return t(refusal.code, { sizeId: refusal.sizeId });
    case "too_often":
      return t(refusal.code, { seconds: refusal.retryAfterSeconds });
    case "unknown_token":
      return t(refusal.code, { token: refusal.token });
    default:
      return t(refusal.code);
  }
}
