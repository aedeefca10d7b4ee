"use client";

import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { cn } from "./cn";
import { KeyCap } from "./key-cap";
import { StandIn } from "./stand-in";
import type { Anchor } from "./use-opener";

const ROW =
  "flex min-h-[30px] items-center gap-2.5 rounded-[5px] px-2 outline-none data-[disabled]:text-ink-off data-[highlighted]:bg-hover max-tablet:min-h-11";

const FIRST_ROW = "[role^=menuitem]:not([data-disabled])";

export const MenuRadioGroup = Radix.RadioGroup;

type MenuProps = ComponentProps<typeof Radix.Content> & { anchor: Anchor };

/** Open as long as it is rendered; see `useOpener`. Opened by a key, its first row takes the focus. */
export function Menu({ anchor, className, ...props }: MenuProps) {
  const isEntered = useRef(!document.activeElement?.matches(":focus-visible"));
  const enter = (event: Event) => {
    if (isEntered.current) return;
    isEntered.current = true;
    event.preventDefault();
    if (event.currentTarget instanceof HTMLElement)
      event.currentTarget.querySelector<HTMLElement>(FIRST_ROW)?.focus();
  };
  // Handed through, but not among the props that its types name.
  const entry: object = { onEntryFocus: enter };
  return (
    <Radix.Root open onOpenChange={anchor.close}>
      <Radix.Trigger asChild>
        <StandIn of={anchor.trigger} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          {...entry}
          {...(anchor.triggerId && { "aria-labelledby": anchor.triggerId })}
          {...props}
          className={cn(
            "appear z-(--z-popover) max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-float bg-float p-1.5 text-ink text-ui shadow-float outline-none",
            className,
          )}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}

type MenuItemProps = ComponentProps<typeof Radix.Item> & {
  icon?: LucideIcon;
  keys?: string | undefined;
  /** Destroys something: red, and the last row of its menu. */
  isDanger?: boolean;
};

export function MenuItem(props: MenuItemProps) {
  const { icon: Icon, keys, isDanger = false, className, children, ...rest } = props;
  return (
    <Radix.Item {...rest} className={cn(ROW, isDanger && "text-red", className)}>
      {Icon ? <Icon className={cn(!isDanger && "text-ink-2")} /> : null}
      <span className="flex-1">{children}</span>
      {keys ? <KeyCap keys={keys} /> : null}
    </Radix.Item>
  );
}

export function MenuRadioItem(props: { value: string; children: ReactNode; lang?: string }) {
  return (
    <Radix.RadioItem value={props.value} lang={props.lang} className={ROW}>
      <span className="flex-1">{props.children}</span>
      <Radix.ItemIndicator>
        <Check className="size-3.5 text-blue" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-0.5 text-label text-ink-2">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1.5 my-1.5 h-px bg-hair" />;
}
