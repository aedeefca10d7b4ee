import { bulkTag } from "@/bench/bulk";
import { enqueueToPost, inflight500 } from "@/bench/engine";
import { fairness } from "@/bench/fairness";
import { gridHeap, gridJump, gridReach, gridScroll } from "@/bench/grid";
import { ingestVsDecode, ingestVsNextImage } from "@/bench/ingest";
import { keystroke } from "@/bench/keystroke";
import { facets, pageDepth, search } from "@/bench/library-reads";
import { stopLibraryStudio } from "@/bench/library-studio";
import { originalVsNode, statusVsNode } from "@/bench/reads";
import type { Line } from "@/bench/report";
import { stopSharedStudio } from "@/bench/studio";
import { uploadVsNode } from "@/bench/uploads";
import { comparePan, viewerOpen } from "@/bench/viewing";
import { weightStudio } from "@/bench/weight";
import { zipVsCopy } from "@/bench/zip";

const BENCHMARKS: Record<string, () => Promise<Line>> = {
  "ingest-vs-decode": ingestVsDecode,
  "ingest-vs-next-image": ingestVsNextImage,
  "upload-vs-node": uploadVsNode,
  "original-vs-node": originalVsNode,
  "status-vs-node": statusVsNode,
  fairness,
  "enqueue-to-post": enqueueToPost,
  "inflight-500": inflight500,
  keystroke,
  "weight-studio": weightStudio,
  "viewer-open": viewerOpen,
  "compare-pan": comparePan,
  // Of 100,000 pictures, and then of a million.
  "grid-scroll": gridScroll,
  "grid-jump": gridJump,
  "grid-heap": gridHeap,
  "zip-vs-copy": zipVsCopy,
  "grid-reach": gridReach,
  "page-depth": pageDepth,
  search,
  facets,
  "bulk-tag": bulkTag,
};

/** Prints one JSON line for each benchmark of these names, or for all. Answers with the exit code. */
export async function runBenchmarks(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !(name in BENCHMARKS));
  if (unknown.length > 0) {
    console.error(
      `No such benchmark: ${unknown.join(", ")}. There are: ${Object.keys(BENCHMARKS).join(", ")}`,
    );
    return 1;
  }
  let exitCode = 0;
  try {
    for (const [name, run] of Object.entries(BENCHMARKS)) {
      if (names.length > 0 && !names.includes(name)) continue;
      const line = await run();
      process.stdout.write(`${JSON.stringify(line)}\n`);
      if (!line.ok) exitCode = 1;
    }
  } finally {
    await stopSharedStudio();
    await stopLibraryStudio();
  }
  return exitCode;
}
