"use client";

import { useQueries } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Runs } from "@/components/compare/add-dialog";
import { Compare } from "@/components/compare/compare";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { ViewerBar } from "@/components/viewer/viewer-bar";
import { ViewerDialog } from "@/components/viewer/viewer-dialog";
import { generationOfVariantQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";

type CompareRouteProps = {
  ids: readonly string[];
  /** What the feed has loaded; a link may lead further. Null where pictures are gathered in another way. */
  runs: Runs | null;
  verbs: FeedVerbs;
  change: (ids: readonly string[]) => void;
  close: () => void;
  /** Closes everything that lies over the studio. */
  leave: () => void;
};

function pictureOf(generation: GenerationView | undefined, id: string): ComparedPicture | null {
  const variant = generation?.variants.find((each) => each.id === id);
  if (!generation || !variant?.image || !isDone(variant)) return null;
  return { generation, variant, image: variant.image };
}

/** The pictures that the address names, once they are here. */
export function CompareRoute({ ids, runs, ...props }: CompareRouteProps) {
  const t = useTranslations("compare");
  const loadedOf = (id: string) =>
    runs?.generations.find(({ variants }) => variants.some((variant) => variant.id === id));
  const queries = useQueries({
    queries: ids.map((id) => ({
      ...generationOfVariantQuery(id),
      enabled: !loadedOf(id),
      retry: false,
    })),
  });
  const pictures = ids.flatMap(
    (id, index) => pictureOf(loadedOf(id) ?? queries[index]?.data, id) ?? [],
  );
  const isLoading = queries.some(({ isLoading }) => isLoading);
  if (!isLoading && pictures.length > 0) return <Compare {...props} {...{ pictures, runs }} />;
  return (
    <ViewerDialog title={t("title")} variantId={ids[0] ?? ""} close={props.close}>
      <div className="flex flex-1 flex-col">
        <ViewerBar position="" close={props.close} />
        <p role="status" className="m-auto max-w-[44ch] p-6 text-center text-ink-2">
          {t(isLoading ? "loading" : "missing")}
        </p>
      </div>
    </ViewerDialog>
  );
}
