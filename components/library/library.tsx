"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useCompare } from "@/components/compare/use-compare";
import { useCullAddress } from "@/components/library/cull-address";
import { FacetPanel } from "@/components/library/facet-panel";
import { LibraryBar } from "@/components/library/library-bar";
import { LibraryEmpty } from "@/components/library/library-empty";
import { Over } from "@/components/library/over";
import { Pictures } from "@/components/library/pictures";
import { SearchProblems } from "@/components/library/search-problems";
import { useStackAddress } from "@/components/library/stack-address";
import { useFocusAfter } from "@/components/library/use-focus-after";
import { CELL_SIZES, useLibraryAddress } from "@/components/library/use-library-address";
import { useListAgain } from "@/components/library/use-list-again";
import { Shell } from "@/components/shell/shell";
import { onDemand } from "@/components/ui/on-demand";
import { useViewerAddress, type ViewerTarget } from "@/components/viewer/viewer-address";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canArrange } from "@/lib/library/policy/roles";
import { libraryDaysQuery } from "@/lib/library/queries";
import { projectPath } from "@/lib/project/schema/facts";
import { canUpload } from "@/lib/upload/policy";

const IncomingFiles = onDemand(
  async () => (await import("@/components/incoming/incoming-files")).IncomingFiles,
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
  const mayUpload = canUpload(viewer.role);
  const choosing = useRef(false);
  const open = ({ generationId, variantId }: ViewerTarget) =>
    viewerAddress.open({ generationId, variantId });
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
          uploadsTo={mayUpload ? viewer.project.id : null}
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
            open={open}
            choosing={choosing}
          />
        ) : (
          <LibraryEmpty
            {...{ q, found, isError, search }}
            tryAgain={() => void refetch()}
            studioPath={projectPath(viewer.project.code)}
          />
        )}
      </div>
      {mayUpload ? (
        <IncomingFiles project={viewer.project} open={open} isChoosing={() => choosing.current} />
      ) : null}
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
