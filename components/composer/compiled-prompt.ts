import type { ComposerState } from "@/components/composer/composer-state";
import { type CompiledPrompt, compilePrompt } from "@/lib/generation/policy/prompt";

type Written = Pick<ComposerState, "prompt" | "variables" | "slots">;

// A long text with many alternatives is asked about by several parts of one paint.
const known = new WeakMap<Written, CompiledPrompt>();

/** Whether it asks for something beyond its words: `TextLines`. */
export function hasLines(state: Written): boolean {
  const { missing, variableNames, expansionCount } = compiledPrompt(state);
  return missing.length > 0 || variableNames.length > 0 || expansionCount > 1;
}

/** What the text comes to with the tray as it is. */
export function compiledPrompt(state: Written): CompiledPrompt {
  const { prompt, variables, slots: references } = state;
  const compiled =
    known.get(state) ?? compilePrompt({ prompt, variables, references, verb: "fresh" });
  known.set(state, compiled);
  return compiled;
}
