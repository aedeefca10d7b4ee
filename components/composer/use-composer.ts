import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { type ComposerState, stateFrom } from "@/components/composer/composer-state";
import { type ComposerStore, createComposerStore } from "@/components/composer/composer-store";
import { resumeConversions } from "@/components/composer/file-parts";
import { type FocusPlace, focusComposer } from "@/components/composer/focus";
import { follow, followedShape } from "@/components/composer/follow-reference";
import { type GoBack, toStaged, wholly } from "@/components/composer/go-back";
import type { RecallField, RecallPart } from "@/components/composer/recall-parts";
import {
  type Chosen,
  changeModel,
  pick,
  settingsFrom,
  withOptions,
} from "@/components/composer/settings";
import type { Starter } from "@/components/composer/starters";
import { useDraftKeeping } from "@/components/composer/use-draft-keeping";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { usePrompt } from "@/components/composer/use-prompt";
import { useSubmit } from "@/components/composer/use-submit";
import { useAdding, useTray } from "@/components/composer/use-tray";
import { usePromptHistory } from "@/components/prompt-history/use-prompt-history";
import { later } from "@/components/ui/on-demand";
import { showToast } from "@/components/ui/toast";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import type { Viewer } from "@/lib/account/schema";
import { canEditModels } from "@/lib/custom-model/policy";
import type { DraftView, Staged } from "@/lib/draft/schema";
import type { ModelRows } from "@/lib/generation/models";
import { canGenerate } from "@/lib/generation/policy";
import type { GenerationView } from "@/lib/generation/schema";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";
import { pricesQuery } from "@/lib/money/queries";

const recalling = later(() => import("@/components/composer/recall"));
const fieldTaking = later(() => import("@/components/composer/take-field"));
const starterParts = later(() => import("@/components/composer/starter-change"));

export type ComposerBase = ReturnType<typeof useComposerBase>;

/**
 * What a person has in the composer, kept through reload, sign-out and another desk, and the ways to fill it
 * from elsewhere. A key that is pressed in the prompt draws nothing of what holds this.
 */
export function useComposerBase(viewer: Viewer, initialDraft: DraftView | null, models: ModelRows) {
  const [fromServer] = useState(() => stateFrom(initialDraft, models));
  const [store] = useState(() => createComposerStore(fromServer));
  const isPhone = useIsPhone();
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  useDraftKeeping(store, viewer, fromServer.changedAt);
  return {
    store,
    fromServer,
    /** Where what is made lands. */
    projectId: viewer.project.id,
    mayGenerate: canGenerate(viewer.role),
    mayEditModels: canEditModels(viewer.role),
    /** Null until they are here. */
    prices: useQuery(pricesQuery()).data?.prices ?? null,
    adding: useAdding(store),
    isSheetOpen,
    setIsSheetOpen,
    ...useWholesale(store, () => setIsSheetOpen(isPhone)),
  };
}

/** One fact of what is in the composer; drawn again when that changes. */
export function useComposerFact<T>(
  { store, fromServer }: Pick<ComposerBase, "store" | "fromServer">,
  fact: (state: ComposerState) => T,
): T {
  // The first paint has to equal the server's, which knows nothing of the copy in this browser.
  return useSyncExternalStore(
    store.subscribe,
    () => fact(store.get()),
    () => fact(fromServer),
  );
}

const whole = (state: ComposerState) => state;

/** With the screen's way to show a picture. */
export type StudioBase = ComposerBase & { openPicture: (target: ViewerTarget) => void };

export type Composer = ReturnType<typeof useComposer>;

/** The composer as it is drawn, again with every change of what is in it. */
export function useComposer(base: StudioBase) {
  const { store, adding } = base;
  const state = useComposerFact(base, whole);
  const tray = useTray(store, state, adding);
  const { refused, ...submit } = useSubmit(base);
  return {
    ...base,
    state,
    tray,
    ...changesOf(store),
    ...usePrompt(store),
    history: usePromptHistory(store, state.prompt),
    ...submit,
    /** Until what was refused is changed. */
    refused: refused?.changedAt === state.changedAt ? refused : null,
  };
}

const NO_NOTICE = { notice: null, ratioNotice: null } as const;

const changesOf = (store: ComposerStore) => ({
  setPrompt: (text: string) =>
    // Neither can be stored, and nobody sees that they are there.
    store.set((state) => ({ ...state, prompt: text.replaceAll("\0", "").toWellFormed() })),
  setVariantCount: (variantCount: number) => store.set((state) => ({ ...state, variantCount })),
  /** A ratio that is picked by hand stays, whatever comes first in the tray. */
  pick: (picked: Partial<Chosen>) =>
    store.set((state) => ({
      ...state,
      ...pick(state, picked),
      isRatioLocked: state.isRatioLocked || picked.aspectRatio !== undefined,
      ...NO_NOTICE,
    })),
  followReference: (isFollowing: boolean) =>
    store.set((state) => {
      const next = { ...state, isRatioLocked: !isFollowing, ...NO_NOTICE };
      return isFollowing ? follow(next) : next;
    }),
  setModel: (model: string) =>
    store.set((state) => {
      const { settings, notice } = changeModel(state, model, followedShape(state));
      return { ...state, ...settings, ...NO_NOTICE, notice };
    }),
  /** The rows that can be chosen have changed; what is set keeps to them. */
  setModels: (models: ModelRows) =>
    store.set((state) => {
      const now = { ...state, models };
      const { settings, notice } = changeModel(now, now.model, followedShape(now));
      return { ...now, ...settings, ...NO_NOTICE, notice };
    }),
  /** Undefined leaves a value to the model. */
  setOptions: (change: GenerationOptions) =>
    store.set((state) => ({ ...state, options: withOptions(state.options, change) })),
  makeSettingsLegal: () =>
    store.set((state) => ({ ...state, ...settingsFrom(state, state.models) })),
});

/** Null when its pictures cannot be had. */
const changeFor = (starter: Starter) =>
  starterParts()
    .then(({ starterChange }) => starterChange(starter))
    .catch(() => null);

/** Fills the composer with something whole. */
function useWholesale(store: ComposerStore, open: () => void) {
  const t = useTranslations("composer");

  function replace(
    change: (state: ComposerState) => ComposerState,
    text: string,
    goBack: GoBack = wholly,
  ) {
    const before = store.get();
    store.replace(change);
    const run = () => {
      store.replace((now) => goBack(now, before));
      void resumeConversions(store);
    };
    showToast({ text, undo: { label: t("undo"), run } });
  }

  return {
    async recall(generation: GenerationView, focus?: FocusPlace, parts?: readonly RecallPart[]) {
      const { code } = generation;
      const { recalled } = await recalling();
      replace((state) => recalled(state, generation, parts), t("recalled", { code }));
      open();
      if (focus) focusComposer(focus);
    },
    /** One field of it: whoever takes it goes on looking, and may take another. */
    async takeField(generation: GenerationView, field: RecallField) {
      const { takeField } = await fieldTaking();
      const { undo: run, told } = takeField(store, generation, field);
      const text = t(...told);
      showToast(run ? { text, undo: { label: t("undo"), run } } : { text });
    },
    /** The text stays: it says what is to become of the picture. */
    stage(staged: Staged) {
      const text = t("stagedNow", { code: staged.code, verb: staged.verb });
      replace((state) => ({ ...state, staged }), text, toStaged);
      open();
      focusComposer("prompt");
    },
    unstage() {
      replace((state) => ({ ...state, staged: null }), t("unstaged"), toStaged);
    },
    /** Never throws; sends nothing to the gateway. */
    async loadStarter(starter: Starter) {
      const change = await changeFor(starter);
      if (!change) return showToast({ text: t("starterFailed") });
      replace(change, t("starterLoaded", { title: starter.title }));
      open();
      focusComposer("prompt");
    },
    /** As long as nobody has put anything in; in silence, because nobody asked. */
    async beginWith(starter: Starter) {
      const change = await changeFor(starter);
      if (change && store.get().changedAt === 0) store.replace(change);
    },
  };
}
