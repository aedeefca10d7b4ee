import { useTranslations } from "next-intl";
import { PlainImage } from "@/components/ui/plain-image";
import { Progress } from "@/components/ui/progress";
import type { FirstStepsView } from "@/lib/first-steps/schema";
import { TEST_PICTURE } from "@/lib/first-steps/schema/facts";
import { imageUrl } from "@/lib/image/schema/facts";

const CORNERS = [
  "-top-[26px] -left-[26px] border-t border-l",
  "-top-[26px] -right-[26px] border-t border-r",
  "-bottom-[26px] -left-[26px] border-b border-l",
  "-right-[26px] -bottom-[26px] border-r border-b",
];

/** The first picture, as it comes. */
export function FirstPrint({ shown: { state, made } }: { shown: FirstStepsView["picture"] }) {
  const t = useTranslations("steps.picture");
  const image = made?.image;
  const shape = image ?? SHAPE;
  const { aspectRatio, resolution, prompt } = made ?? TEST_PICTURE;
  const percent = made?.progressPercent ?? null;
  return (
    <section
      aria-label={t("title")}
      className="sticky top-0 flex h-dvh flex-col items-center justify-center gap-[70px] overflow-hidden border-hair border-l bg-sheet px-16 max-laptop:hidden"
    >
      <div
        className="relative w-full max-w-[450px] bg-well"
        style={{ aspectRatio: `${shape.width} / ${shape.height}` }}
      >
        {CORNERS.map((corner) => (
          <i key={corner} className={`absolute size-3.5 border-ink-3 ${corner}`} />
        ))}
        {image ? (
          <PlainImage
            src={imageUrl(image.id, 640)}
            alt={prompt}
            className="appear size-full rounded-[2px] object-cover"
          />
        ) : null}
        {state === "running" ? (
          <div className="absolute inset-x-5 bottom-4">
            <p className="mb-2 flex justify-between text-ui">
              <span>{t("rendering")}</span>
              {percent === null ? null : (
                <span className="font-mono text-small">{Math.round(percent)}%</span>
              )}
            </p>
            <Progress percent={percent} label={t("rendering")} />
          </div>
        ) : null}
      </div>
      <p className="max-w-full truncate font-mono text-ink-3 text-small">
        {[made?.code, aspectRatio, resolution, prompt].filter(Boolean).join(" · ")}
      </p>
    </section>
  );
}

/** Of the test picture. */
const SHAPE = { width: 4, height: 5 };
