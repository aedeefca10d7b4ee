"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Button } from "@/components/ui/button";
import { siblingsOf } from "@/components/viewer/filmstrip";
import { Viewer } from "@/components/viewer/viewer";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import { ViewerBar } from "@/components/viewer/viewer-bar";
import { ViewerDialog } from "@/components/viewer/viewer-dialog";
import { generationQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";
import { HttpError } from "@/lib/shared/get-json";

type ViewerRouteProps = {
  target: ViewerTarget;
  /** What the feed has loaded; a link may lead further. */
  generations: readonly GenerationView[];
  verbs: FeedVerbs;
  turnTo: (target: ViewerTarget) => void;
  close: () => void;
};

const isRefused = (error: unknown) =>
  error instanceof HttpError && error.status >= 400 && error.status < 500;

function useGeneration({ target, generations }: Pick<ViewerRouteProps, "target" | "generations">) {
  const loaded = generations.find(({ id }) => id === target.generationId);
  const query = useQuery({
    ...generationQuery(target.generationId),
    enabled: !loaded,
    retry: (count, error) => count < 3 && !isRefused(error),
  });
  return { generation: loaded ?? query.data, query };
}

/** The picture that the address names, once it is here. */
export function ViewerRoute({ target, generations, verbs, turnTo, close }: ViewerRouteProps) {
  const t = useTranslations("viewer");
  const queryClient = useQueryClient();
  const { generation, query } = useGeneration({ target, generations });
  const variant = generation?.variants.find(({ id }) => id === target.variantId);
  // The picture that is open stays until the next is known: nothing flashes, and the focus stays.
  const goTo = async (next: ViewerTarget) => {
    const known = queryClient.ensureQueryData(generationQuery(next.generationId));
    await known.catch(() => undefined);
    turnTo(next);
  };
  if (generation && variant) {
    return (
      <Viewer
        {...{ generation, variant, verbs, turnTo, close }}
        siblings={siblingsOf(generations, generation.id)}
        goTo={(to) => void goTo(to)}
      />
    );
  }
  const isBroken = query.isError && !isRefused(query.error);
  const isMissing = query.isError || generation !== undefined;
  const text = isMissing ? t("missing") : t("loading");
  return (
    <ViewerDialog title={t("facts")} variantId={target.variantId} close={close}>
      <div className="flex flex-1 flex-col">
        <ViewerBar position="" close={close} />
        <div role="status" className="m-auto flex max-w-[44ch] flex-col items-center gap-3 p-6">
          <p className="text-center text-ink-2">{isBroken ? t("failed") : text}</p>
          {isBroken ? <Button onClick={() => void query.refetch()}>{t("tryAgain")}</Button> : null}
        </div>
      </div>
    </ViewerDialog>
  );
}
