import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Segments } from "@/components/takeout/segments";
import { cn } from "@/components/ui/cn";
import {
  CHANNEL_GROUPS,
  CHANNEL_SIZES,
  type ChannelGroup,
  type ChannelSize,
  channelPixels,
  findChannelSize,
} from "@/lib/takeout/policy/channel-sizes";

type SizePickerProps = { sizeIds: readonly string[]; change: (sizeIds: string[]) => void };

/** Sizes of channels, a group at a time. What is chosen in the others stays chosen. */
export function SizePicker({ sizeIds, change }: SizePickerProps) {
  const t = useTranslations("takeout.pack");
  const [group, setGroup] = useState<ChannelGroup>(
    findChannelSize(sizeIds[0] ?? "")?.group ?? "social",
  );
  const chosenIn = (each: ChannelGroup) =>
    sizeIds.filter((id) => findChannelSize(id)?.group === each).length;
  // In the order of the table, whichever was pressed first.
  const toggle = (id: string) =>
    change(
      CHANNEL_SIZES.map((size) => size.id).filter(
        (each) => sizeIds.includes(each) !== (each === id),
      ),
    );
  return (
    <div className="flex flex-col gap-2">
      <Segments
        legend={t("sizes")}
        value={group}
        choices={CHANNEL_GROUPS.map((value) => ({
          value,
          text: chosenIn(value) > 0 ? `${t(value)} ${chosenIn(value)}` : t(value),
        }))}
        onChange={setGroup}
        isFull
      />
      <ul
        aria-label={t(group)}
        className="grid max-h-44 grid-cols-2 gap-x-4 overflow-y-auto max-tablet:grid-cols-1"
      >
        {CHANNEL_SIZES.filter((size) => size.group === group).map((size) => (
          <SizeRow
            key={size.id}
            size={size}
            isOn={sizeIds.includes(size.id)}
            toggle={() => toggle(size.id)}
          />
        ))}
      </ul>
      {sizeIds.length === 0 ? (
        <p role="alert" className="text-ink-2 text-small">
          {t("none")}
        </p>
      ) : null}
    </div>
  );
}

type SizeRowProps = { size: ChannelSize; isOn: boolean; toggle: () => void };

function SizeRow({ size, isOn, toggle }: SizeRowProps) {
  const t = useTranslations("takeout.pack");
  const { width, height } = channelPixels(size);
  const print = "print" in size ? size.print : null;
  const bleed = print && {
    ...{ width: print.widthMm, height: print.heightMm, bleed: print.bleedMm, dpi: print.dpi },
  };
  return (
    <li>
      <label
        title={bleed ? t("bleed", bleed) : undefined}
        className="flex min-h-[30px] cursor-pointer items-center gap-2.5 rounded-[5px] px-2 hover:bg-hover max-tablet:min-h-11"
      >
        <span className="relative grid size-4 flex-none place-items-center">
          <input
            type="checkbox"
            checked={isOn}
            onChange={toggle}
            className="size-4 appearance-none rounded-[3px] inset-ring inset-ring-control checked:bg-blue checked:inset-ring-0"
          />
          {isOn ? (
            <Check className="pointer-events-none absolute size-3 stroke-2 text-on-blue" />
          ) : null}
        </span>
        <span className={cn("min-w-0 flex-1 truncate", isOn ? "text-ink" : "text-ink-2")}>
          {size.label}
        </span>
        <span className="whitespace-nowrap font-mono text-ink-3 text-slug">
          {t("px", { width: String(width), height: String(height) })}
        </span>
      </label>
    </li>
  );
}
