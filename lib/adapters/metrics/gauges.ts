import { statfs } from "node:fs/promises";
import { Counter, Gauge, type Registry } from "prom-client";
import type { Figures, StudioFigures } from "@/lib/ports/figures";
import type { ObjectStorage } from "@/lib/ports/object-storage";

export type GaugeSources = {
  figures: Figures;
  storage: Pick<ObjectStorage, "usedSpoolShare">;
  dataDir: string;
};

type Gauges = ReturnType<typeof createGauges>;

function createGauges(register: Registry) {
  const registers = [register];
  const gauge = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  return {
    isUp: gauge("maquette_db_up", "1 when the database answered this reading."),
    variants: gauge("maquette_variants", "Variants that have not ended.", ["status"]),
    ages: gauge("maquette_variant_age_seconds", "Since the oldest came into its status.", [
      "status",
    ]),
    budgets: gauge(
      "maquette_budget_used_ratio",
      "The fullest budget of a scope this month, reserved and spent by its cap.",
      ["scope", "money"],
    ),
    spent: new Counter({
      name: "maquette_paid_units_total",
      help: "Charged, in millionths of a US dollar.",
      labelNames: ["money"],
      registers,
    }),
    breakers: gauge("maquette_breaker_state", "1: open, these endpoints are not used.", [
      "key",
      "group",
    ]),
    heartbeat: gauge("maquette_worker_heartbeat_age_seconds", "Since a worker last signed."),
    diskFree: gauge("maquette_disk_free_bytes", "Free for us where the data folder is."),
    diskSize: gauge("maquette_disk_size_bytes", "Of the disk where the data folder is."),
    spool: gauge("maquette_spool_used_ratio", "Files being made on this machine, by their limit."),
  };
}

function setFigures(gauges: Gauges, figures: StudioFigures): void {
  for (const { status, count, oldestSeconds } of figures.variants) {
    gauges.variants.set({ status }, count);
    gauges.ages.set({ status }, oldestSeconds);
  }
  for (const { scope, money, usedRatio } of figures.budgets)
    gauges.budgets.set({ scope, money }, usedRatio);
  for (const { money, microUsd } of figures.spent) gauges.spent.inc({ money }, microUsd);
  for (const { key, group, isOpen } of figures.breakers)
    gauges.breakers.set({ key, group }, isOpen ? 1 : 0);
  setOrHide(gauges.heartbeat, figures.heartbeatSeconds);
}

/** Without a value it is not shown: 0 would be one. */
function setOrHide(gauge: Gauge, value: number | null): void {
  if (value === null) gauge.remove();
  else gauge.set(value);
}

/** Read anew for each reading: what is gone is not shown as it last was. */
export function createGaugeReader(register: Registry, sources: GaugeSources) {
  const gauges = createGauges(register);
  return async () => {
    const [figures, disk, spoolShare] = await Promise.all([
      sources.figures.read().catch(() => null),
      statfs(sources.dataDir).catch(() => null),
      sources.storage.usedSpoolShare().catch(() => null),
    ]);
    // From here on nothing is waited for: two readings at once do not meet.
    register.resetMetrics();
    gauges.isUp.set(figures ? 1 : 0);
    if (figures) setFigures(gauges, figures);
    else gauges.heartbeat.remove();
    setOrHide(gauges.diskFree, disk && disk.bavail * disk.bsize);
    setOrHide(gauges.diskSize, disk && disk.blocks * disk.bsize);
    setOrHide(gauges.spool, spoolShare);
  };
}
