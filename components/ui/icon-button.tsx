import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonKind, type ButtonSize, buttonClass } from "./button-class";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  icon: LucideIcon;
  /** Spoken, and shown in the tooltip. */
  label: string;
  keys?: string | undefined;
  kind?: ButtonKind;
  size?: ButtonSize;
  iconClassName?: string;
};

export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, keys, kind = "ghost", size, iconClassName, ...rest } = props;
  const { className, disabled = false, onClick, ...attributes } = rest;
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        // Not `disabled`: the press that leads to the end of a row would lose the focus.
        aria-disabled={disabled || undefined}
        onClick={disabled ? undefined : onClick}
        {...attributes}
        className={cn(buttonClass({ kind, size, isOff: disabled, isSquare: true }), className)}
      >
        <Icon className={cn(size === 26 && "size-3.5", iconClassName)} />
      </button>
    </Tooltip>
  );
}
