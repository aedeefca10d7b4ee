import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";

export type OptionFieldProps = {
  label: string;
  options: GenerationOptions;
  /** Undefined leaves a value to the model. */
  setOptions: (change: GenerationOptions) => void;
};

type OptionRowProps = {
  label: string;
  /** A value is sent; else the model decides. */
  isSet: boolean;
  reset: () => void;
  /** The control, which carries the label itself. */
  children: ReactNode;
};

export function OptionRow({ label, isSet, reset, children }: OptionRowProps) {
  const t = useTranslations("model");

  // The button goes with the value: the focus stays in its row.
  function resetHere({ currentTarget }: MouseEvent<HTMLElement>) {
    const row = currentTarget.closest("[data-option]");
    reset();
    row?.querySelector<HTMLElement>("[role=slider],[role=combobox],[aria-expanded]")?.focus();
  }

  return (
    <div
      data-option
      className="grid min-h-8 grid-cols-[96px_1fr_26px] items-center gap-x-3 max-tablet:min-h-11 max-tablet:grid-cols-[96px_1fr_44px] max-tablet:gap-x-2"
    >
      <span aria-hidden="true" className="text-ink-2">
        {label}
      </span>
      {children}
      {isSet ? (
        <IconButton
          icon={X}
          size={26}
          label={t("reset", { field: label })}
          onClick={resetHere}
          className="max-tablet:size-11!"
        />
      ) : null}
    </div>
  );
}
