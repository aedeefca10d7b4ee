import { useTranslations } from "next-intl";
import { secondsToNext } from "@/components/generation/seconds-to-next";
import { useNow } from "@/components/generation/use-now";
import type { GenerationView } from "@/lib/generation/schema";

/** How long until the next picture of the run, after its count. The bar of each cell says it aloud. */
export function NextIn({ generation }: { generation: GenerationView }) {
  const t = useTranslations("feed");
  const now = useNow();
  const seconds = now ? secondsToNext(generation, now) : null;
  return seconds && <span aria-hidden="true">{`, ${t("about", { count: seconds })}`}</span>;
}
