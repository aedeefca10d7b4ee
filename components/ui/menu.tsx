"use client";

import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { KeyCap } from "./key-cap";

const ROW =
  "flex min-h-[30px] items-center gap-2.5 rounded-[5px] px-2 outline-none data-[disabled]:text-ink-off data-[highlighted]:bg-hover max-tablet:min-h-11";

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

export function MenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        {...props}
        className={cn(
          "appear z-(--z-popover) max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-float bg-float p-1.5 text-ink text-ui shadow-float outline-none",
          className,
        )}
      />
    </Radix.Portal>
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
