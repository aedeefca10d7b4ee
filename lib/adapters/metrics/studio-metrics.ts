import {
  AggregatorRegistry,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from "prom-client";
import { createCounters } from "@/lib/adapters/metrics/counters";
import { createGaugeReader, type GaugeSources } from "@/lib/adapters/metrics/gauges";
import { meterPorts } from "@/lib/adapters/metrics/meter-ports";
import type { Database } from "@/lib/ports/database";
import type { Ports } from "@/lib/ports/ports";
import type { ProcessName, StudioMetrics } from "@/lib/ports/studio-metrics";

const HEARD_AGE_MAX_MS = 30_000;

type Snapshot = MetricObjectWithValues<MetricValue<string>>[];

/** Answers with the ports to use from now on, and with what is counted through them. */
export function createStudioMetrics(
  ports: Ports,
  dataDir: string,
): { ports: Ports; metrics: StudioMetrics } {
  const own = new Registry();
  const ofStudio = new Registry();
  const counters = createCounters(own);
  const metered = meterPorts(ports, counters);
  const readGauges = createGaugeReader(ofStudio, sourcesOf(metered, dataDir));
  let heard: { snapshot: Snapshot; at: number } | null = null;

  const ofProcesses = async (process: ProcessName) => {
    const isFresh = heard !== null && Date.now() - heard.at < HEARD_AGE_MAX_MS;
    const parts = [
      labelled(await own.getMetricsAsJSON(), process),
      ...(heard && isFresh ? [labelled(heard.snapshot, "worker")] : []),
    ];
    return AggregatorRegistry.aggregate(parts).metrics();
  };
  const metrics: StudioMetrics = {
    noteSignIn: (result) => counters.logins.inc({ result }),
    snapshot: async () => own.getMetricsAsJSON(),
    hear(snapshot) {
      heard = { snapshot: snapshot as Snapshot, at: Date.now() };
    },
    async render(process) {
      if (process === "worker") return ofProcesses(process);
      await readGauges();
      return `${await ofStudio.metrics()}\n${await ofProcesses(process)}`;
    },
  };
  return { ports: metered, metrics };
}

/** Each reading is a round trip that is measured, too. */
const sourcesOf = ({ figures, storage, database }: SourcePorts, dataDir: string): GaugeSources => ({
  figures: {
    async read() {
      if (!(await database.isReachable())) throw new Error("The database does not answer");
      return figures.read();
    },
  },
  storage,
  dataDir,
});
type SourcePorts = Pick<Ports, "figures" | "storage"> & { database: Pick<Database, "isReachable"> };

/** Values of different processes never meet, so nothing of them is to be left out or averaged. */
const labelled = (snapshot: Snapshot, process: ProcessName): Snapshot =>
  snapshot.map((metric) => ({
    ...metric,
    aggregator: "sum",
    values: metric.values.map((value) => ({ ...value, labels: { ...value.labels, process } })),
  }));
