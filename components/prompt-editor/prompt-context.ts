import { StateEffect, StateField } from "@codemirror/state";
import type { ComposerState } from "@/components/composer/composer-state";

/** What the text can name, in slot order. */
export type NamedReference = {
  /** Slot, from 1. */
  number: number;
  name: string;
  /** Its job and whether it is switched off, in words, or empty. */
  detail: string;
  isEnabled: boolean;
  /** Of its small picture; null while it is on its way. */
  url: string | null;
};

/** What the editor asks of the composer around it. */
export type PromptHandlers = {
  change: (text: string) => void;
  /** An undo or a redo has brought back the text of that moment; everything else belongs to it. */
  restore: (moment: Moment) => void;
  /** One that is switched off is sent again; `number` is its slot. */
  switchOn: (number: number) => void;
  pickFiles: () => void;
  addFiles: (files: File[]) => void;
};

/** Filled in anew with every render; the editor itself lives longer than one. */
export type HandlersRef = { current: PromptHandlers | null };

/** The composer as it was with a text, and whether all of it had been replaced at once. */
export type Moment = { state: ComposerState; isWhole: boolean };

export const setReferences = StateEffect.define<readonly NamedReference[]>();

export const referencesField = StateField.define<readonly NamedReference[]>({
  create: () => [],
  update: (value, { effects }) =>
    effects.reduce((last, effect) => (effect.is(setReferences) ? effect.value : last), value),
});
