import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { formOf, isDocument } from "@/components/takeout/choice";
import { CopyFields } from "@/components/takeout/copy-fields";
import { CropView } from "@/components/takeout/crop-view";
import { EncodingFields } from "@/components/takeout/encoding-fields";
import { CHOICE_KINDS } from "@/components/takeout/kept-choice";
import { keepTakeout } from "@/components/takeout/kept-takeouts";
import { NameFields } from "@/components/takeout/name-fields";
import { ProvenanceRows } from "@/components/takeout/provenance-rows";
import { isOver, Running } from "@/components/takeout/running";
import { Segments } from "@/components/takeout/segments";
import { SheetFields } from "@/components/takeout/sheet-fields";
import { SizePicker } from "@/components/takeout/size-picker";
import { type Takeout, useTakeout } from "@/components/takeout/use-takeout";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { Viewer } from "@/lib/account/schema";
import { formatBytes } from "@/lib/shared/bytes";
import { filesPerPicture } from "@/lib/takeout/policy/outputs";
import { canMoveFocus } from "@/lib/takeout/policy/roles";
import { fetchTakeoutLook, takeoutProgressQuery } from "@/lib/takeout/queries";
import type { ChosenPictures, TakeoutLook } from "@/lib/takeout/schema";

/** What is to be taken out: how many pictures, and which, once that is asked for. */
export type TakeoutSource = {
  count: number;
  read: (signal: AbortSignal) => Promise<ChosenPictures>;
};

type TakeoutDialogProps = {
  source: TakeoutSource;
  viewer: Viewer;
  close: () => void;
  /** Gives the focus back. */
  onClosed: () => void;
};

/** In which form pictures leave, and under which names. */
export function TakeoutDialog({ source, viewer, close, onClosed }: TakeoutDialogProps) {
  const t = useTranslations("takeout");
  const opened = useOpened(source);
  const takeout = useTakeout(viewer.user.id);
  const { data } = opened;
  const queryClient = useQueryClient();
  const leave = () => {
    const { id, choice } = takeout;
    // What is not over stays in sight.
    if (id && !isOver(queryClient.getQueryData(takeoutProgressQuery(id).queryKey)))
      keepTakeout({ id, isDocument: isDocument(choice) });
    close();
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && leave()}>
      <DialogContent
        title={t("title", { count: data?.look.count ?? source.count })}
        closeLabel={t("close")}
        onClosed={onClosed}
        className="w-[min(46rem,calc(100vw-1rem))]! max-h-[94dvh]!"
        foot={<Foot takeout={takeout} close={leave} opened={data} />}
      >
        {takeout.id ? <Running id={takeout.id} isDocument={isDocument(takeout.choice)} /> : null}
        {data && !takeout.id ? (
          <Choices takeout={takeout} look={data.look} isLocked={!canMoveFocus(viewer.role)} />
        ) : null}
        {opened.isPending ? <p className="py-6 text-ink-2">{t("reading")}</p> : null}
        {opened.isError ? (
          <div className="flex flex-col items-start gap-3 py-4">
            <AlertLine text={t("readFailed")} />
            <Button onClick={() => void opened.refetch()}>{t("tryAgain")}</Button>
          </div>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

type Opened = { pictures: ChosenPictures; look: TakeoutLook };

/** Read once: what is chosen does not change under the dialog. */
function useOpened(source: TakeoutSource) {
  const key = useId();
  return useQuery({
    queryKey: ["takeout", "opened", key],
    queryFn: async ({ signal }): Promise<Opened> => {
      const pictures = await source.read(signal);
      return { pictures, look: await fetchTakeoutLook(pictures, signal) };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type ChoicesProps = { takeout: Takeout; look: TakeoutLook; isLocked: boolean };

function Choices({ takeout, look, isLocked }: ChoicesProps) {
  const t = useTranslations("takeout");
  const sheet = useTranslations("sheet");
  const { choice, change, points } = takeout;
  const { samples, count, missingCount } = look;
  return (
    <div className="flex flex-col gap-5 pt-1">
      {missingCount > 0 ? (
        <p className="text-ink-2 text-small">{t("missing", { count: missingCount })}</p>
      ) : null}
      <Segments
        legend={t("kind.label")}
        isLegendHidden
        isFull
        value={choice.kind}
        choices={CHOICE_KINDS.map((value) => ({
          value,
          text:
            value === "sheet" || value === "facts" ? sheet(`kind.${value}`) : t(`kind.${value}`),
        }))}
        onChange={(kind) => change({ kind })}
      />
      {choice.kind === "original" ? <p className="text-ink-2">{t("originalText")}</p> : null}
      {choice.kind === "copy" ? <CopyFields choice={choice} change={change} /> : null}
      {choice.kind === "pack" ? (
        <>
          <SizePicker sizeIds={choice.sizeIds} change={(sizeIds) => change({ sizeIds })} />
          <CropView sizeIds={choice.sizeIds} {...{ samples, points, isLocked }} />
          <EncodingFields choice={choice} change={change} />
        </>
      ) : null}
      {choice.kind === "sheet" ? <SheetFields {...{ choice, change, samples, count }} /> : null}
      {choice.kind === "facts" ? <p className="text-ink-2">{sheet("factsText")}</p> : null}
      {isDocument(choice) ? null : (
        <>
          <ProvenanceRows choice={choice} change={change} />
          <hr className="border-hair border-t" />
          <NameFields {...{ choice, change, samples, count }} fileCount={filesOf(takeout, look)} />
        </>
      )}
    </div>
  );
}

function filesOf({ choice }: Takeout, { count }: TakeoutLook): number {
  const form = formOf(choice);
  if (isDocument(choice)) return 1;
  return form ? count * filesPerPicture(form) : 0;
}

type FootProps = { takeout: Takeout; opened: Opened | undefined; close: () => void };

/** What it comes to, and the press. */
function Foot({ takeout, opened, close }: FootProps) {
  const t = useTranslations("takeout");
  if (takeout.id)
    return (
      <div className="flex justify-end">
        <Button onClick={close}>{t("close")}</Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      {takeout.alert ? <AlertLine text={takeout.alert} /> : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="flex-1 whitespace-nowrap text-ink-2 text-small">
          {opened ? <Sum takeout={takeout} look={opened.look} /> : null}
        </p>
        <Button kind="ghost" onClick={close}>
          {t("cancel")}
        </Button>
        {opened && takeout.isReady && opened.look.count > 0 ? (
          <Button
            kind="paper"
            isLoading={takeout.isPending}
            onClick={() => takeout.begin(opened.pictures)}
          >
            {t("confirm")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Sum({ takeout, look }: { takeout: Takeout; look: TakeoutLook }) {
  const t = useTranslations("takeout");
  const locale = useLocale();
  const count = filesOf(takeout, look);
  if (takeout.choice.kind !== "original") return t("sum", { count });
  return t("sumSize", { count, size: formatBytes(look.sizeBytes, locale) });
}
