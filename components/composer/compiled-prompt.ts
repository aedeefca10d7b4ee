import type { ComposerState } from "@/components/composer/composer-state";
import { type CompiledPrompt, compilePrompt } from "@/lib/generation/policy/prompt";

type Written = Pick<ComposerState, "prompt" | "variables" | "slots">;

// A long text with many alternatives is asked about by several parts of one paint.
const known = new WeakMap<Written, CompiledPrompt>();

/** What the text comes to with the tray as it is. */
export function compiledPrompt(state: Written): CompiledPrompt {
  const { prompt, variables, slots: references } = state;
  const compiled =
    known.get(state) ?? compilePrompt({ prompt, variables, references, verb: "fresh" });
  known.set(state, compiled);
  return compiled;
}
