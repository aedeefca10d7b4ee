import { useTranslations } from "next-intl";
import { PlainImage } from "@/components/ui/plain-image";
import { imageUrl } from "@/lib/image/schema/facts";
import { captionTop, fitInto, layOutSheet, pageCountOf } from "@/lib/sheet/policy/layout";
import type { SheetOrder } from "@/lib/sheet/schema";
import type { TakeoutSample } from "@/lib/takeout/schema";

/** px: the long edge of the page as it is shown here. */
const LONG_EDGE = 252;

type SheetPreviewProps = {
  sheet: Omit<SheetOrder, "language">;
  samples: readonly TakeoutSample[];
  count: number;
};

/** The first page: its pictures where they will be, its words as lines. */
export function SheetPreview({ sheet, samples, count }: SheetPreviewProps) {
  const t = useTranslations("sheet");
  const layout = layOutSheet({ ...sheet, language: "en" });
  const { page, perPage } = layout;
  const scale = LONG_EDGE / Math.max(page.width, page.height);
  const place = (box: { left: number; top: number; width: number; height: number }) => ({
    ...{ left: box.left * scale, top: box.top * scale },
    ...{ width: box.width * scale, height: box.height * scale },
  });
  return (
    <figure className="flex w-[252px] flex-none flex-col items-center gap-2 max-tablet:w-full">
      <div
        aria-hidden="true"
        // Paper is white whatever the screen is.
        data-theme="light"
        style={{ width: page.width * scale, height: page.height * scale }}
        className="relative overflow-hidden rounded-[2px] bg-float shadow-print"
      >
        {samples.slice(0, perPage).map((sample, number) => {
          const cell = layout.boxOf(number);
          const lines = Array.from({ length: layout.lineCount }, (_, line) => ({
            ...{ left: cell.left, top: captionTop(cell) + line * layout.lineHeight },
            ...{ width: cell.width * (line === 0 ? 0.5 : 0.85), height: layout.fontSize * 0.6 },
          }));
          return (
            <div key={sample.imageId}>
              <PlainImage
                src={imageUrl(sample.imageId, 320)}
                alt=""
                draggable={false}
                style={place(fitInto(cell, sample))}
                className="absolute"
              />
              {lines.map((line) => (
                <span key={line.top} style={place(line)} className="absolute bg-hair-2" />
              ))}
            </div>
          );
        })}
      </div>
      <figcaption className="text-ink-2 text-small">
        {t("pages", { count: pageCountOf(layout, count) })}
      </figcaption>
    </figure>
  );
}
