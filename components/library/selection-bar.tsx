import { Columns2, FolderInput, Images, Star, Tag, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FocusEvent, type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import { CollectForm } from "@/components/collection/collect-form";
import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { BarMenu } from "@/components/library/bar-menu";
import {
  BINNING,
  type BulkWork,
  collecting,
  moving,
  tagging,
} from "@/components/library/bulk-work";
import { MoveList } from "@/components/library/move-list";
import { RateList } from "@/components/library/rate-list";
import { countOf } from "@/components/library/selection";
import { TagForm } from "@/components/library/tag-form";
import { TakeOut } from "@/components/library/take-out";
import type { Bulk } from "@/components/library/use-bulk";
import type { TakeEarly } from "@/components/library/use-early-key";
import type { ChosenPictures } from "@/components/library/use-selection";
import { Word } from "@/components/library/word";
import type { TakeoutSource } from "@/components/takeout/takeout-dialog";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { Viewer } from "@/lib/account/schema";
import { canArrange, canBin } from "@/lib/library/policy/roles";
import type { LibraryPicture, Mark } from "@/lib/library/schema";

type SelectionBarProps = {
  chosen: ChosenPictures;
  bulk: Bulk;
  run: (work: BulkWork) => void;
  viewer: Viewer;
  /** Of the search. */
  total: number;
  /** One tile stands for what looks alike: chosen is what is seen. */
  isStacked: boolean;
  mark: (change: Partial<Mark>) => void;
  compare: (variantIds: readonly string[]) => void;
  /** What is chosen, when it is no more than that and has been read. */
  few: (max: number) => readonly LibraryPicture[] | null;
  /** For a download. */
  readChosen: TakeoutSource["read"];
  onePicture: ((picture: LibraryPicture) => ReactNode) | undefined;
  takeEarly: TakeEarly;
  /** What had the focus is gone. */
  onFocusLost: () => void;
};

/** What can be done with everything that is chosen. While it is being done, how far it is, and a way to stop. */
export function SelectionBar(props: SelectionBarProps) {
  const { chosen, bulk, run, total, isStacked, onFocusLost } = props;
  const focusListeners = useLostFocus(bulk.progress !== null, onFocusLost);
  const t = useTranslations("library.selection");
  const count = countOf(chosen.chosen);
  const binKeys = useKeys("bin");
  return (
    <section
      aria-label={t("label")}
      {...focusListeners}
      className="appear absolute inset-x-0 bottom-5 z-(--z-sticky) mx-auto flex min-h-12 w-fit max-w-[calc(100%-1rem)] flex-wrap items-center justify-center gap-x-1 rounded-float bg-float px-2 shadow-float max-tablet:bottom-2 max-tablet:w-full"
    >
      {bulk.progress ? (
        <Progress bulk={bulk} progress={bulk.progress} />
      ) : (
        <>
          <p role="status" className="whitespace-nowrap px-2 font-medium">
            {t("count", { count })}
          </p>
          {count < total ? (
            <Button kind="ghost" onClick={chosen.all} className="text-blue!">
              {t(isStacked ? "allOnTop" : "all", { count: total })}
            </Button>
          ) : null}
          <Divider />
          <Verbs {...props} />
          <Divider />
          {canBin(props.viewer.role) ? (
            <IconButton
              icon={Trash2}
              label={t("bin")}
              keys={binKeys}
              onClick={() => run(BINNING)}
            />
          ) : null}
          <IconButton icon={X} label={t("clear")} keys="Esc" onClick={chosen.clear} />
        </>
      )}
    </section>
  );
}

/** The buttons go while something is being done, and the bar with the selection: the focus goes with them. */
function useLostFocus(isBusy: boolean, onFocusLost: () => void) {
  const hadFocus = useRef(false);
  const notice = useEffectEvent(() => {
    if (hadFocus.current && document.activeElement === document.body) onFocusLost();
  });
  // Once when the work is over, and once when the bar goes.
  useEffect(() => {
    if (isBusy) return () => void setTimeout(() => notice(), 0);
  }, [isBusy]);
  useEffect(() => () => notice(), []);
  return {
    onFocus: () => {
      hadFocus.current = true;
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) hadFocus.current = false;
    },
  };
}

const Divider = () => (
  <span aria-hidden="true" className="mx-1 h-5 w-px bg-hair-2 max-tablet:hidden" />
);

function Progress({ bulk, progress }: { bulk: Bulk; progress: NonNullable<Bulk["progress"]> }) {
  const t = useTranslations("library");
  const { work, done, total } = progress;
  return (
    <>
      <p role="status" className="whitespace-nowrap px-2">
        {t(`bulk.progress.${work}`, { done, total })}
      </p>
      <progress
        aria-label={t(`bulk.progress.${work}`, { done, total })}
        value={done}
        max={total}
        className="h-0.5 w-40 appearance-none bg-press [&::-moz-progress-bar]:bg-blue-2 [&::-webkit-progress-bar]:bg-press [&::-webkit-progress-value]:bg-blue-2"
      />
      <Button kind="ghost" onClick={bulk.stop}>
        {t("selection.stop")}
      </Button>
    </>
  );
}

function Verbs(props: SelectionBarProps) {
  const { run, viewer, mark, compare, few, chosen, readChosen, takeEarly, onePicture } = props;
  const t = useTranslations("library.selection");
  const mayArrange = canArrange(viewer.role);
  const compared = few(COMPARE_COUNT_MAX) ?? [];
  const one = countOf(chosen.chosen) === 1 ? few(1)?.[0] : undefined;
  return (
    <>
      {mayArrange ? (
        <>
          <BarMenu icon={FolderInput} name="move">
            {(close) => (
              <MoveList projects={viewer.projects} choose={close((to) => run(moving(to)))} />
            )}
          </BarMenu>
          <BarMenu icon={Tag} name="tag">
            {(close) => <TagForm choose={close(({ tag, isOn }) => run(tagging(tag, isOn)))} />}
          </BarMenu>
          <BarMenu icon={Images} name="collect" shortcut="collect" {...{ takeEarly }}>
            {(close) => <CollectForm choose={close((into) => run(collecting(into)))} />}
          </BarMenu>
        </>
      ) : null}
      <BarMenu icon={Star} name="rate">
        {(close) => <RateList choose={close(mark)} />}
      </BarMenu>
      <Button
        kind="ghost"
        icon={Columns2}
        aria-label={t("compare")}
        disabledReason={
          compared.length < 2 ? t("compareHint", { max: COMPARE_COUNT_MAX }) : undefined
        }
        onClick={() => compare(compared.map(({ variantId }) => variantId))}
      >
        <Word>{t("compare")}</Word>
      </Button>
      <TakeOut viewer={viewer} source={{ count: countOf(chosen.chosen), read: readChosen }} />
      {one ? onePicture?.(one) : null}
    </>
  );
}
