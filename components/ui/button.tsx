import type { LucideIcon } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonKind, type ButtonSize, buttonClass } from "./button-class";
import { cn } from "./cn";
import { KeyCap } from "./key-cap";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

/** Where there is no icon to turn, the label moves over by as much as the padding gives: the width stays. */
const MAKE_ROOM = "pr-[calc(var(--pad)-8px)] pl-[calc(var(--pad)+8px)]";
const IN_THE_ROOM = "-ml-[calc(12px+var(--gap))] size-3";

type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Drawn after the label, such as `⌘⏎`; the first thing to go when the room is short. */
  keys?: string | undefined;
  isLoading?: boolean;
  /** Why it cannot be pressed. It stays in the tab order, so that the reason can be read. */
  disabledReason?: string | undefined;
  /** Tooltip while it can be pressed. */
  hint?: string;
};

export function Button(props: ButtonProps) {
  const { kind, size, icon: Icon, keys, isLoading = false, disabledReason, hint, ...rest } = props;
  const { className, children, onClick, ...attributes } = rest;
  const isOff = disabledReason !== undefined;

  function press(event: MouseEvent<HTMLButtonElement>) {
    if (isOff || isLoading) event.preventDefault();
    else onClick?.(event);
  }

  const button = (
    <button
      type="button"
      {...attributes}
      onClick={press}
      aria-disabled={isOff || isLoading || undefined}
      aria-busy={isLoading || undefined}
      className={cn(buttonClass({ kind, size, isOff }), isLoading && !Icon && MAKE_ROOM, className)}
    >
      {isLoading ? <Spinner className={Icon ? undefined : IN_THE_ROOM} /> : null}
      {Icon && !isLoading ? <Icon /> : null}
      {children}
      {keys ? <KeyCap keys={keys} className="max-tablet:hidden" isBare /> : null}
    </button>
  );
  const tip = disabledReason ?? hint;
  return tip === undefined ? button : <Tooltip text={tip}>{button}</Tooltip>;
}
