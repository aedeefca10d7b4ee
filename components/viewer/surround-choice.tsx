import { useTranslations } from "next-intl";
import { walkRadios } from "@/components/composer/radio-keys";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { SURROUND_NAMES, SURROUNDS, type Surround } from "@/components/viewer/surround";

type SurroundChoiceProps = { surround: Surround; choose: (surround: Surround) => void };

export function SurroundChoice({ surround, choose }: SurroundChoiceProps) {
  const t = useTranslations("viewer.surround");
  return (
    <div className="flex items-center gap-0.5 max-tablet:hidden">
      <span id="surround" className="me-1 text-ink-3 text-label max-desk:sr-only">
        {t("title")}
      </span>
      <div
        role="radiogroup"
        aria-labelledby="surround"
        onKeyDown={walkRadios}
        className="flex items-center"
      >
        {SURROUND_NAMES.map((name, index) => (
          <Tooltip key={name} text={t(name)} keys={`⇧${index + 1}`}>
            {/* biome-ignore lint/a11y/useSemanticElements: arrows walk without choosing, which a native radio cannot */}
            <button
              type="button"
              role="radio"
              aria-checked={name === surround}
              aria-label={t(name)}
              tabIndex={name === surround ? 0 : -1}
              onClick={() => choose(name)}
              className="grid size-6 place-items-center rounded-full"
            >
              <span
                style={{ background: SURROUNDS[name] }}
                className={cn(
                  "size-4 rounded-full inset-ring inset-ring-control",
                  name === surround && "shadow-[0_0_0_1.5px_var(--bench),0_0_0_3px_var(--blue-2)]",
                )}
              />
            </button>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}
