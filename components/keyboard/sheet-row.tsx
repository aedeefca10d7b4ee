import { CircleAlert, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { isChanged, shownChordOf } from "@/components/keyboard/bindings";
import { withoutChange } from "@/components/keyboard/rebinding";
import { type ShortcutId, shortcutOf } from "@/components/keyboard/shortcuts";
import type { ChangeKeys, Trouble } from "@/components/keyboard/use-change-keys";
import { useCaps } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { KeyCap } from "@/components/ui/key-cap";

type SheetRowProps = { id: ShortcutId; keys: ChangeKeys; isChanging: boolean };

const ROW = "flex min-h-[30px] w-full items-center gap-3 text-start";

/** What a key does, and the key; while keys are being changed, a button that waits for the new one. */
export function SheetRow({ id, keys, isChanging }: SheetRowProps) {
  const t = useTranslations("keys");
  const name = t(`names.${id}`);
  const { keyboard, asked } = keys;
  const isAsked = asked?.id === id;
  const canChange = isChanging && !shortcutOf(id).isFixed;
  if (!canChange) {
    return (
      <li className={cn(ROW, isChanging && "text-ink-3")}>
        <span className="min-w-0 flex-1">{name}</span>
        <Keys chord={shownChordOf(id, keyboard)} />
      </li>
    );
  }
  return (
    <li>
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-pressed={isAsked}
          onClick={() => keys.ask(id)}
          onKeyDown={isAsked ? keys.answer : undefined}
          className={cn(
            ROW,
            "-mx-2 min-w-0 flex-1 rounded-control px-2",
            isAsked ? "bg-select" : "hover:bg-hover",
          )}
        >
          <span className="min-w-0 flex-1">{name}</span>
          {isAsked ? (
            <span className="text-blue text-small">{t("sheet.press")}</span>
          ) : (
            <Keys chord={shownChordOf(id, keyboard)} />
          )}
        </button>
        {isChanged(id, keyboard) ? <Reset id={id} name={name} keys={keys} /> : null}
      </div>
      {isAsked && asked.trouble ? <TroubleLine trouble={asked.trouble} keys={keys} /> : null}
    </li>
  );
}

/** In words for a screen reader: the caps are drawn. */
function Keys({ chord }: { chord: string | null }) {
  const t = useTranslations("keys");
  const caps = useCaps();
  if (chord === null) return <span className="text-ink-3 text-small">{t("sheet.off")}</span>;
  return (
    <span className="flex flex-none items-center gap-1.5">
      {chord.split(" ").map((part, index) => (
        <Fragment key={part}>
          {index > 0 ? <span className="text-ink-3 text-small">{t("then")}</span> : null}
          <kbd className="flex">
            <KeyCap keys={caps(part)} />
            <span className="sr-only">{caps(part)}</span>
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}

function Reset({ id, name, keys }: { id: ShortcutId; name: string; keys: ChangeKeys }) {
  const t = useTranslations("keys.sheet");
  const caps = useCaps();
  const [first = ""] = shortcutOf(id).chords;
  const label = t("reset", { name, keys: caps(first) });
  return (
    <IconButton
      icon={RotateCcw}
      size={26}
      label={label}
      onClick={() => keys.settle(withoutChange(id, keys.keyboard), label)}
    />
  );
}

function TroubleLine({ trouble, keys }: { trouble: Trouble; keys: ChangeKeys }) {
  const t = useTranslations("keys.sheet");
  const { swap, text } = trouble;
  return (
    <div className="flex flex-wrap items-center gap-1.5 py-1 text-small">
      <p className="flex flex-1 basis-52 gap-1.5 text-amber">
        <CircleAlert className="mt-0.5 size-3.5" />
        {text}
      </p>
      {swap ? (
        <Button size={26} onClick={() => keys.settle(swap.keyboard, swap.said)}>
          {t("swap")}
        </Button>
      ) : null}
      <Button size={26} kind="ghost" onClick={keys.cancel}>
        {t("keep")}
      </Button>
    </div>
  );
}
