import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useState } from "react";
import { BINNING, type BulkWork, marking } from "@/components/library/bulk-work";
import { type FocusGrid, Grid } from "@/components/library/grid";
import type { Culling, Stacks } from "@/components/library/grid-over";
import { forgetPlace } from "@/components/library/grid-place";
import { createPictureStore } from "@/components/library/picture-store";
import { fewSelected, readChosen } from "@/components/library/selected-ids";
import { countOf, type Selection } from "@/components/library/selection";
import { useBulk } from "@/components/library/use-bulk";
import { useEarlyKey } from "@/components/library/use-early-key";
import { type Beginning, startOf } from "@/components/library/use-list-again";
import { useSelection } from "@/components/library/use-selection";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Viewer } from "@/lib/account/schema";
import { canArrange, canBin } from "@/lib/library/policy/roles";
import { libraryDaysQuery, libraryNewsQuery } from "@/lib/library/queries";
import type { LibraryDays, LibraryPicture, Mark } from "@/lib/library/schema";

type PicturesProps = {
  q: string;
  list: LibraryDays;
  cell: number;
  open: (picture: LibraryPicture) => void;
  focus: RefObject<FocusGrid | null>;
  culling: Culling;
  /** Where look-alikes can be stacked. */
  stacks?: Stacks | null;
  /** Where the list begins, when it is not where it was left. */
  beginning?: Beginning | null;
  onBegun?: () => void;
  viewer: Viewer;
  compare: (variantIds: readonly string[]) => void;
  /** What else can be done with one picture that is chosen alone. */
  onePicture?: (picture: LibraryPicture) => ReactNode;
  /** Whether pictures are chosen, for who asks later. */
  choosing?: RefObject<boolean>;
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
  stacks = null,
  beginning = null,
  onBegun,
  onePicture,
  choosing,
  ...props
}: PicturesProps) {
  const queryClient = useQueryClient();
  const [, setVersion] = useState(0);
  const [store] = useState(() =>
    createPictureStore({ queryClient, q, list, onChange: () => setVersion((it) => it + 1) }),
  );
  const [start] = useState(() => beginning && startOf(beginning, list));
  const onMount = useEffectEvent(() => onBegun?.());
  useEffect(() => onMount(), []);
  const chosen = useSelection(list.total);
  useEffect(() => {
    if (choosing) choosing.current = chosen.chosen.length > 0;
  });
  const takeEarly = useEarlyKey("collect", canArrange(viewer.role) && chosen.chosen.length > 0);
  const bulk = useBulk({ q, list, store });
  const run = (work: BulkWork) => void bulk.run(work, chosen.chosen);
  const bin = canBin(viewer.role)
    ? (selection: Selection) => void bulk.run(BINNING, selection)
    : null;
  const markChosen = (change: Partial<Mark>) => {
    const shown = new Set(store.pictures().map(({ imageId }) => imageId));
    run(marking(change, (imageId) => shown.has(imageId)));
  };
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <Grid days={list.days} {...{ q, store, start, stacks, chosen, markChosen, bin, ...props }} />
      <News q={q} list={list} />
      {chosen.chosen.length > 0 ? (
        <SelectionBar
          {...{ chosen, bulk, run, viewer, compare, onePicture, takeEarly }}
          total={list.total}
          isStacked={list.isStacked}
          mark={markChosen}
          onFocusLost={() => props.focus.current?.(null)}
          readChosen={(signal) => readChosen(chosen.chosen, { q, list, store, signal })}
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
