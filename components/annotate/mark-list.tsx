import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { moveGrip } from "@/components/annotate/grip";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { Mark } from "@/lib/generation/schema/inputs";

const STEP = 0.01;
const BIG_STEP = 0.05;
const DIRECTIONS: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type MarkListProps = {
  marks: readonly Mark[];
  chosen: number | null;
  choose: (index: number) => void;
  change: (index: number, mark: Mark) => void;
  remove: (index: number) => void;
};

/**
 * Every mark by name: arrows move it by 1 %, with Shift by 5 %, with Alt only the end that was drawn last;
 * Delete takes it away.
 */
export function MarkList({ marks, chosen, choose, change, remove }: MarkListProps) {
  const t = useTranslations("annotate");
  const onKeyDown = (index: number, mark: Mark) => (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      const step = event.shiftKey ? BIG_STEP : STEP;
      const corner = event.altKey ? (["to", "to"] as const) : null;
      change(index, moveGrip(mark, corner, [direction[0] * step, direction[1] * step]));
    }
    if (event.key === "Delete" || event.key === "Backspace") remove(index);
  };
  return (
    <ul aria-label={t("marks")} className="flex flex-wrap gap-1.5">
      {marks.map((mark, index) => {
        const name = t("mark", {
          number: index + 1,
          kind: t(`tool.${mark.kind}`),
          text: mark.kind === "label" ? mark.text : "",
        });
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place in the list
            key={index}
            className={cn(
              "flex items-center rounded-control bg-press",
              index === chosen && "shadow-[inset_0_0_0_1.5px_var(--blue)]",
            )}
          >
            <button
              type="button"
              aria-pressed={index === chosen}
              aria-description={t("moveHint")}
              onFocus={() => choose(index)}
              onClick={() => choose(index)}
              onKeyDown={onKeyDown(index, mark)}
              className="h-[26px] max-w-[220px] truncate rounded-control ps-2.5 pe-1 text-small"
            >
              {name}
            </button>
            <IconButton
              icon={X}
              size={26}
              label={t("remove", { name })}
              onClick={() => remove(index)}
            />
          </li>
        );
      })}
    </ul>
  );
}
