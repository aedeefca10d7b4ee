import type { useCompare } from "@/components/compare/use-compare";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useLibraryVerbs } from "@/components/library/use-library-verbs";
import { onDemand } from "@/components/ui/on-demand";
import type { useViewerAddress } from "@/components/viewer/viewer-address";
import type { Viewer } from "@/lib/account/schema";

const ViewerRoute = onDemand(
  async () => (await import("@/components/viewer/viewer-route")).ViewerRoute,
);

const CompareRoute = onDemand(
  async () => (await import("@/components/compare/compare-route")).CompareRoute,
);

type OverProps = {
  viewer: Viewer;
  address: ReturnType<typeof useViewerAddress>;
  compare: ReturnType<typeof useCompare>;
};

/** The picture that is open, or the comparison. */
export function Over({ viewer, address, compare }: OverProps) {
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
