import { useBinKey } from "@/components/bin/use-bin-key";
import { useAnnouncements } from "@/components/generation/use-announcements";
import { useDocumentTitle } from "@/components/generation/use-document-title";
import { useFaviconDot } from "@/components/generation/use-favicon-dot";
import { useUnseenCount } from "@/components/generation/use-unseen-count";
import { FeedMarks } from "@/components/marks/feed-marks";
import { useNotices } from "@/components/notice/use-notices";
import type { GenerationView } from "@/lib/generation/schema";

type LookoutProps = {
  generations: readonly GenerationView[];
  /** Of this person. */
  runningCount: number;
  personId: string;
  /** Who may make pictures may throw them away. */
  mayBin: boolean;
};

/**
 * What comes after the feed: it tells of what ends to whoever does not see it, aloud, in the tab, on the desktop, and lays
 * marks over the pictures. A key that nobody presses before is here too.
 */
export function Lookout({ generations, runningCount, personId, mayBin }: LookoutProps) {
  useAnnouncements(generations);
  useBinKey(generations, mayBin);
  useNotices(generations, personId);
  const unseenCount = useUnseenCount(generations, personId);
  useDocumentTitle(runningCount, unseenCount);
  useFaviconDot(unseenCount > 0);
  return <FeedMarks generations={generations} />;
}
