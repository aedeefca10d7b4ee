import { ArrowDownToLine } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DropPlace } from "@/components/reference-image/slots";

/** Files held over the window: how many, as far as the browser tells, and where they would land. */
export type Drop = { count: number; place: DropPlace };

/** The slots that the held files would fill. */
export function DropTiles({ from, count }: { from: number; count: number }) {
  const t = useTranslations("composer");
  return Array.from({ length: count }, (_, index) => from + index).map((number) => (
    <li key={number} className="w-(--tile) flex-none text-blue">
      <span className="grid h-(--tile) place-items-center rounded-print bg-select inset-ring-[1.5px] inset-ring-blue-2">
        <ArrowDownToLine />
      </span>
      <span className="mt-1 block h-4 truncate text-label">{t("slotNumber", { number })}</span>
    </li>
  ));
}

/** Between two tiles, in the middle of the gap. */
export function InsertBar() {
  return (
    <li aria-hidden="true" className="relative -ms-(--gap) w-0 flex-none">
      <span className="absolute start-[calc(var(--gap)/2-1px)] top-0 h-(--tile) w-0.5 bg-blue-2" />
    </li>
  );
}
