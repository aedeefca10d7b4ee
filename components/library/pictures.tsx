import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { type BulkWork, marking } from "@/components/library/bulk-work";
import { type FocusGrid, Grid } from "@/components/library/grid";
import type { Culling, Stacks } from "@/components/library/grid-over";
import { forgetPlace } from "@/components/library/grid-place";
import { createPictureStore } from "@/components/library/picture-store";
import { fewSelected } from "@/components/library/selected-ids";
import { countOf } from "@/components/library/selection";
import { useBulk } from "@/components/library/use-bulk";
import { type Beginning, startOf } from "@/components/library/use-list-again";
import { useSelection } from "@/components/library/use-selection";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Viewer } from "@/lib/account/schema";
import { libraryDaysQuery, libraryNewsQuery } from "@/lib/library/queries";
import type { LibraryDays, LibraryPicture, Mark } from "@/lib/library/schema";

type PicturesProps = {
  q: string;
  list: LibraryDays;
  cell: number;
  open: (picture: LibraryPicture) => void;
  focus: RefObject<FocusGrid | null>;
  culling: Culling;
  stacks: Stacks;
  /** Where the list begins, when it is not where it was left. */
  beginning: Beginning | null;
  onBegun: () => void;
  viewer: Viewer;
  compare: (variantIds: readonly string[]) => void;
};

const SelectionBar = onDemand(
  async () => (await import("@/components/library/selection-bar")).SelectionBar,
);

/** The grid of one search. */
export function Pictures({
  q,
  list,
  viewer,
  compare,
  beginning,
  onBegun,
  ...props
}: PicturesProps) {
  const queryClient = useQueryClient();
  const [, setVersion] = useState(0);
  const [store] = useState(() =>
    createPictureStore({ queryClient, q, list, onChange: () => setVersion((it) => it + 1) }),
  );
  const [start] = useState(() => beginning && startOf(beginning, list));
  const onMount = useEffectEvent(onBegun);
  useEffect(() => onMount(), []);
  const chosen = useSelection(list.total);
  const bulk = useBulk({ q, list, store });
  const run = (work: BulkWork) => void bulk.run(work, chosen.chosen);
  const markChosen = (change: Partial<Mark>) => {
    const shown = new Set(store.pictures().map(({ imageId }) => imageId));
    run(marking(change, (imageId) => shown.has(imageId)));
  };
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <Grid days={list.days} {...{ q, store, start, chosen, markChosen, ...props }} />
      <News q={q} list={list} />
      {chosen.chosen.length > 0 ? (
        <SelectionBar
          {...{ chosen, bulk, run, viewer, compare }}
          total={list.total}
          isStacked={list.isStacked}
          mark={markChosen}
          onFocusLost={() => props.focus.current?.(null)}
          few={(max) => (countOf(chosen.chosen) <= max ? fewSelected(chosen.chosen, store) : null)}
        />
      ) : null}
    </div>
  );
}

/** What has come since. It waits to be asked for: what is looked at does not move. */
function News({ q, list }: Pick<PicturesProps, "q" | "list">) {
  const t = useTranslations("library");
  const queryClient = useQueryClient();
  const { data } = useQuery(libraryNewsQuery(q, list));
  const count = data.pictureCount - list.pictureCount;
  const show = () => {
    forgetPlace();
    const { isStacked } = list;
    void queryClient.invalidateQueries({ queryKey: libraryDaysQuery({ q, isStacked }).queryKey });
  };
  return (
    <div role="status" className="absolute top-2 left-1/2 z-(--z-sticky) -translate-x-1/2">
      {count > 0 ? (
        <Button icon={ArrowUp} onClick={show} className="bg-float! shadow-float">
          {t("news", { count })}
        </Button>
      ) : null}
    </div>
  );
}
