import { ChevronLeft, ChevronRight, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FocusPoint } from "@/components/takeout/focus-point";
import type { FocusPoints } from "@/components/takeout/use-focus";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { PlainImage } from "@/components/ui/plain-image";
import { imageUrl } from "@/lib/image/schema/facts";
import {
  type ChannelSize,
  channelPixels,
  findChannelSize,
} from "@/lib/takeout/policy/channel-sizes";
import { cropOf, enlargementOf, MIDDLE } from "@/lib/takeout/policy/crop";
import type { Focus, TakeoutSample } from "@/lib/takeout/schema";

const SHOWN_MAX = 8;

type CropViewProps = {
  samples: readonly TakeoutSample[];
  sizeIds: readonly string[];
  points: FocusPoints;
  isLocked: boolean;
};

/** One picture after another: the point to keep, and what each size makes of it. */
export function CropView({ samples, sizeIds, points, isLocked }: CropViewProps) {
  const t = useTranslations("takeout.crop");
  const [index, setIndex] = useState(0);
  const sample = samples[index];
  if (!sample) return null;
  const focus = points.focusOf(sample);
  const sizes = sizeIds.flatMap((id) => findChannelSize(id) ?? []);
  const isMiddle = focus.x === MIDDLE.x && focus.y === MIDDLE.y;
  return (
    <section aria-label={t("label")} className="flex flex-col gap-3">
      <div className="flex items-start gap-5 max-tablet:flex-col">
        <div className="flex min-w-0 flex-none flex-col gap-2">
          <FocusPoint
            sample={sample}
            focus={focus}
            move={(to) => points.move(sample, to)}
            isLocked={isLocked}
          />
          <Turner {...{ index, setIndex, code: sample.code }} count={samples.length} />
        </div>
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <p className="text-ink-2 text-small">{t(isLocked ? "readOnly" : "hint")}</p>
          <Crops {...{ sample, focus, sizes }} />
          {isMiddle || isLocked ? null : (
            <Button kind="ghost" className="w-fit" onClick={() => points.move(sample, MIDDLE)}>
              {t("middle")}
            </Button>
          )}
          {points.hasFailed ? <AlertLine text={t("notSaved")} /> : null}
        </div>
      </div>
    </section>
  );
}

type TurnerProps = {
  index: number;
  setIndex: (index: number) => void;
  count: number;
  code: string;
};

function Turner({ index, setIndex, count, code }: TurnerProps) {
  const t = useTranslations("takeout.crop");
  return (
    <div className="flex items-center gap-1">
      {count > 1 ? (
        <IconButton
          icon={ChevronLeft}
          label={t("before")}
          onClick={() => setIndex((index + count - 1) % count)}
        />
      ) : null}
      <p role="status" className="font-mono text-ink-2 text-slug">
        {code}
        {count > 1 ? ` · ${t("of", { number: index + 1, count })}` : null}
      </p>
      {count > 1 ? (
        <IconButton
          icon={ChevronRight}
          label={t("after")}
          onClick={() => setIndex((index + 1) % count)}
        />
      ) : null}
    </div>
  );
}

type CropsProps = { sample: TakeoutSample; focus: Focus; sizes: readonly ChannelSize[] };

function Crops({ sample, focus, sizes }: CropsProps) {
  const t = useTranslations("takeout.pack");
  const restCount = sizes.length - SHOWN_MAX;
  return (
    <>
      <ul className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {sizes.slice(0, SHOWN_MAX).map((size) => (
          <Crop key={size.id} {...{ sample, focus, size }} />
        ))}
      </ul>
      {restCount > 0 ? (
        <p className="text-ink-3 text-small">{t("more", { count: restCount })}</p>
      ) : null}
    </>
  );
}

/** px: the long edge of a crop as it is shown here. */
const SHOWN_EDGE = 88;

function Crop({ sample, focus, size }: { sample: TakeoutSample; focus: Focus; size: ChannelSize }) {
  const t = useTranslations("takeout.crop");
  const target = channelPixels(size);
  const box = cropOf(sample, target, focus);
  const enlargement = enlargementOf(sample, target);
  const scale = SHOWN_EDGE / Math.max(target.width, target.height);
  const shown = {
    width: Math.max(6, target.width * scale),
    height: Math.max(6, target.height * scale),
  };
  return (
    <li className="flex w-24 flex-col gap-1">
      <span style={shown} className="relative block overflow-hidden rounded-print bg-well">
        <PlainImage
          src={imageUrl(sample.imageId, 640)}
          alt={t("result", { size: size.label })}
          draggable={false}
          style={{
            width: `${(sample.width / box.width) * 100}%`,
            height: `${(sample.height / box.height) * 100}%`,
            left: `${(-box.left / box.width) * 100}%`,
            top: `${(-box.top / box.height) * 100}%`,
          }}
          className="absolute max-w-none"
        />
      </span>
      <span className="truncate text-ink-2 text-label">{size.label}</span>
      {enlargement > 1.005 ? (
        <span className="flex items-center gap-1 text-amber text-label">
          <TriangleAlert className="size-3 flex-none" />
          {t("enlarged", { times: enlargement.toFixed(1) })}
        </span>
      ) : null}
    </li>
  );
}
