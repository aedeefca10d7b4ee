import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { COLOURS, type Colour } from "@/lib/image/schema/facts";
import { hasToken, toggleToken } from "@/lib/library/policy/tokens";

/** A filter for pictures, so it shows what it means: the one place where the frame has colour. */
const SWATCHES: Record<Colour, string> = {
  red: "oklch(0.55 0.19 28)",
  orange: "oklch(0.7 0.16 55)",
  yellow: "oklch(0.85 0.15 95)",
  green: "oklch(0.55 0.12 145)",
  teal: "oklch(0.6 0.09 200)",
  blue: "oklch(0.45 0.14 260)",
  purple: "oklch(0.48 0.15 305)",
  pink: "oklch(0.76 0.12 350)",
  brown: "oklch(0.42 0.07 55)",
  beige: "oklch(0.86 0.04 85)",
  white: "oklch(0.98 0 0)",
  grey: "oklch(0.6 0 0)",
  black: "oklch(0.2 0 0)",
};

type ColourSwatchesProps = { q: string; search: (text: string) => void };

export function ColourSwatches({ q, search }: ColourSwatchesProps) {
  const t = useTranslations("library");
  return (
    <section className="border-hair border-b px-4 pt-2 pb-3">
      <div className="flex min-h-7 flex-wrap items-baseline justify-between gap-x-2">
        <h2 id="facet-colour" className="font-strong text-[12px]">
          {t("facet.colour")}
        </h2>
        <span className="text-ink-3 text-label">{t("facet.colourHint")}</span>
      </div>
      <ul aria-labelledby="facet-colour" className="flex flex-wrap gap-1">
        {COLOURS.map((colour) => {
          const asked = { key: "colour", value: colour, chosenBy: [] } as const;
          const isOn = hasToken(q, asked);
          return (
            <li key={colour}>
              <button
                type="button"
                aria-pressed={isOn}
                aria-label={t(`colour.${colour}`)}
                title={t(`colour.${colour}`)}
                onClick={() => search(toggleToken(q, asked))}
                style={{ background: SWATCHES[colour] }}
                className={cn(
                  "size-[22px] rounded-print inset-ring inset-ring-control max-tablet:size-11",
                  isOn && "shadow-[0_0_0_2px_var(--sheet),0_0_0_3.5px_var(--blue)]",
                )}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
