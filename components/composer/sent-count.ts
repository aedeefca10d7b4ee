import { type ComposerState, draftOf } from "@/components/composer/composer-state";

/** How many references would be sent. */
export const sentCountOf = (state: ComposerState) =>
  draftOf(state).references.filter(({ isEnabled }) => isEnabled).length;
