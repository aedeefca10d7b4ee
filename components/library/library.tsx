"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { useCompare } from "@/components/compare/use-compare";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useCullAddress } from "@/components/library/cull-address";
import { FacetPanel } from "@/components/library/facet-panel";
import type { FocusGrid } from "@/components/library/grid";
import { LibraryBar } from "@/components/library/library-bar";
import { LibraryEmpty } from "@/components/library/library-empty";
import { Pictures } from "@/components/library/pictures";
import { SearchProblems } from "@/components/library/search-problems";
import { useStackAddress } from "@/components/library/stack-address";
import { CELL_SIZES, useLibraryAddress } from "@/components/library/use-library-address";
import { useLibraryVerbs } from "@/components/library/use-library-verbs";
import { useListAgain } from "@/components/library/use-list-again";
import { Shell } from "@/components/shell/shell";
import { onDemand } from "@/components/ui/on-demand";
import { useViewerAddress } from "@/components/viewer/viewer-address";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canArrange } from "@/lib/library/policy/roles";
import { libraryDaysQuery } from "@/lib/library/queries";
import { projectPath } from "@/lib/project/schema/facts";

const ViewerRoute = onDemand(
  async () => (await import("@/components/viewer/viewer-route")).ViewerRoute,
);

const CompareRoute = onDemand(
  async () => (await import("@/components/compare/compare-route")).CompareRoute,
);

type LibraryProps = { viewer: Viewer; theme: Theme };

/** Everything that the team has made, by month, and what finds it again. */
export function Library({ viewer, theme }: LibraryProps) {
  const address = useLibraryAddress();
  const { q, size, isStacked, search } = address;
  const days = useQuery(libraryDaysQuery({ q, isStacked }));
  const { data: found, isError, isPlaceholderData, refetch } = days;
  const list = useListAgain(found);
  const viewerAddress = useViewerAddress();
  const compare = useCompare();
  const cullAddress = useCullAddress();
  const stackAddress = useStackAddress();
  const grid = useFocusAfter(viewerAddress.value?.variantId ?? null);
  return (
    <Shell
      viewer={viewer}
      theme={theme}
      top={
        <LibraryBar
          address={address}
          found={isPlaceholderData ? undefined : found}
          cull={() => cullAddress.open(true)}
          stack={(isOn) => {
            list.keepDay();
            address.stack(isOn);
          }}
        />
      }
    >
      <SearchProblems found={found} />
      <div className="flex min-h-0 flex-1">
        <Filters q={q} search={search} />
        {found && found.total > 0 && !isError ? (
          <Pictures
            key={`${found.asOf} ${found.text}`}
            {...{ q: found.text, list: found, cell: CELL_SIZES[size], focus: grid }}
            viewer={viewer}
            compare={(ids) => compare.address.open(ids)}
            culling={{ isOpen: cullAddress.value !== null, close: cullAddress.close }}
            stacks={{ ...stackAddress, mayArrange: canArrange(viewer.role), again: list.again }}
            beginning={list.beginning}
            onBegun={list.onBegun}
            open={({ generationId, variantId }) => viewerAddress.open({ generationId, variantId })}
          />
        ) : (
          <LibraryEmpty
            {...{ q, found, isError, search }}
            tryAgain={() => void refetch()}
            studioPath={projectPath(viewer.project.code)}
          />
        )}
      </div>
      <Over viewer={viewer} address={viewerAddress} compare={compare} />
    </Shell>
  );
}

function Filters({ q, search }: { q: string; search: (text: string) => void }) {
  const t = useTranslations("library.facet");
  return (
    <aside
      aria-label={t("label")}
      className="w-58 flex-none overflow-y-auto border-hair border-e bg-sheet max-laptop:hidden"
    >
      <FacetPanel q={q} search={search} />
    </aside>
  );
}

type OverProps = {
  viewer: Viewer;
  address: ReturnType<typeof useViewerAddress>;
  compare: ReturnType<typeof useCompare>;
};

/** The picture that is open, or the comparison. */
function Over({ viewer, address, compare }: OverProps) {
  const { verbs: own, dialog } = useLibraryVerbs(viewer, address);
  const { address: compareAddress, ...compareVerbs } = compare;
  const open: FeedVerbs["open"] = ({ id: generationId }, { id: variantId }) =>
    address.open({ generationId, variantId });
  const verbs: FeedVerbs = { ...own, ...compareVerbs, open };
  const leave = () => {
    compareAddress.forget();
    address.forget();
  };
  return (
    <>
      {compareAddress.value ? (
        <CompareRoute
          ids={compareAddress.value}
          runs={null}
          change={compareAddress.change}
          close={compareAddress.close}
          {...{ verbs, leave }}
        />
      ) : null}
      {address.value && !compareAddress.value ? (
        <ViewerRoute
          target={address.value}
          generations={[]}
          turnTo={address.change}
          close={address.close}
          verbs={verbs}
        />
      ) : null}
      {dialog}
    </>
  );
}

/** Back from a picture the focus is on it again, or where the grid had it last. */
function useFocusAfter(variantId: string | null) {
  const grid = useRef<FocusGrid>(null);
  const last = useRef<string>(null);
  const comeBack = useEffectEvent((from: string) => {
    if (document.activeElement === document.body) grid.current?.(from);
  });
  useEffect(() => {
    const before = last.current;
    last.current = variantId;
    if (!before || variantId) return;
    // The dialog lets the focus go only after it has left.
    const timer = setTimeout(() => comeBack(before), 0);
    return () => clearTimeout(timer);
  }, [variantId]);
  return grid;
}
