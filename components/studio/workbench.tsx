import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCompare } from "@/components/compare/use-compare";
import { Feed } from "@/components/generation/feed";
import { useFeed, useStatus } from "@/components/generation/use-feed";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useInspector } from "@/components/inspector/use-inspector";
import { useProjectAddress } from "@/components/project/use-project";
import { Shell } from "@/components/shell/shell";
import { SkipLinks } from "@/components/shell/skip-links";
import type { StudioVerbs } from "@/components/studio/hand-over";
import { inFirstPaint, onDemand } from "@/components/ui/on-demand";
import type { useViewerAddress } from "@/components/viewer/viewer-address";
import type { Theme, Viewer } from "@/lib/account/schema";
import type { GenerationPage } from "@/lib/generation/schema";

const QueueIndicator = onDemand(
  async () => (await import("@/components/generation/queue-indicator")).QueueIndicator,
);
const TroubleBanner = onDemand(
  async () => (await import("@/components/generation/trouble-banner")).TroubleBanner,
);
const Lookout = onDemand(async () => (await import("@/components/generation/lookout")).Lookout);

const NoticeBell = inFirstPaint(
  async () => (await import("@/components/notice/notice-bell")).NoticeBell,
);
const Inspector = inFirstPaint(
  async () => (await import("@/components/inspector/inspector")).Inspector,
);
const InspectorSwitch = onDemand(
  async () => (await import("@/components/inspector/inspector-switch")).InspectorSwitch,
);

const ViewerRoute = onDemand(
  async () => (await import("@/components/viewer/viewer-route")).ViewerRoute,
);

const CompareRoute = onDemand(
  async () => (await import("@/components/compare/compare-route")).CompareRoute,
);

type WorkbenchProps = {
  viewer: Viewer;
  theme: Theme;
  initialPage: GenerationPage;
  cellHeight: number | null;
  /** It was when the person left. */
  isInspectorOpen: boolean;
  verbs: StudioVerbs;
  /** Of the picture that is open. */
  viewerAddress: ReturnType<typeof useViewerAddress>;
  composer: ReactNode;
  /** Over all of it. */
  dialog: ReactNode;
  /** Instead of a feed without a single run. */
  empty: ReactNode;
};

/** The screen around a composer: what is being made, what has been, and the picture that is open. */
export function Workbench({
  viewer,
  theme,
  initialPage,
  cellHeight,
  isInspectorOpen,
  viewerAddress,
  composer,
  dialog,
  empty,
  ...props
}: WorkbenchProps) {
  const t = useTranslations("feed");
  const feed = useFeed(viewer.project.id, initialPage);
  const { query, generations } = feed;
  const { active, trouble } = useStatus(viewer.project.id, generations);
  const inspector = useInspector(isInspectorOpen);
  useProjectAddress(viewer.project.code);
  const { address: compareAddress, ...compareVerbs } = useCompare();
  const verbs: FeedVerbs = {
    ...props.verbs,
    ...compareVerbs,
    open: ({ id: generationId }, { id: variantId }) =>
      viewerAddress.open({ generationId, variantId }),
  };
  // Whoever goes on from a comparison is back in the studio, from wherever it was opened.
  const leave = () => {
    compareAddress.forget();
    viewerAddress.forget();
  };
  return (
    <Shell
      viewer={viewer}
      theme={theme}
      skipLinks={<SkipLinks hasInspector={inspector.isOpen} />}
      aside={
        <>
          {active && active.team > 0 ? (
            <QueueIndicator active={active} personId={viewer.user.id} cancel={verbs.cancel} />
          ) : null}
          <NoticeBell personId={viewer.user.id} />
          <span className="size-8 max-laptop:hidden">
            <InspectorSwitch {...inspector} />
          </span>
        </>
      }
      side={
        inspector.isOpen ? (
          <Inspector
            {...{ generations, verbs }}
            goTo={viewerAddress.open}
            close={inspector.toggle}
          />
        ) : null
      }
    >
      <h1 className="sr-only">{t("pageTitle", { project: viewer.project.name })}</h1>
      {/* First in the order of focus, last on the screen. */}
      <div className="order-last flex-none">{composer}</div>
      {trouble ? <TroubleBanner trouble={trouble} /> : null}
      {generations.length > 0 ? (
        <Feed key={viewer.project.id} {...{ feed, verbs, cellHeight }} />
      ) : (
        empty
      )}
      {compareAddress.value ? (
        <CompareRoute
          ids={compareAddress.value}
          change={compareAddress.change}
          close={compareAddress.close}
          {...{ verbs, leave }}
          runs={{
            generations,
            loadOlder: query.hasNextPage ? () => void query.fetchNextPage() : null,
            isLoading: query.isFetchingNextPage,
          }}
        />
      ) : null}
      {viewerAddress.value && !compareAddress.value ? (
        <ViewerRoute
          target={viewerAddress.value}
          generations={generations}
          verbs={verbs}
          turnTo={viewerAddress.change}
          close={viewerAddress.close}
        />
      ) : null}
      {dialog}
      <Lookout
        generations={generations}
        runningCount={active?.mine ?? 0}
        personId={viewer.user.id}
        mayBin={verbs.stage !== null}
      />
    </Shell>
  );
}
