import { ReferencePicture } from "@/components/viewer/reference-picture";
import { keyOf, TOKEN } from "@/lib/generation/policy/prompt";
import type { GenerationReferenceView } from "@/lib/generation/schema";

export type PromptTextProps = { prompt: string; references: readonly GenerationReferenceView[] };

/** As typed, each @ with the picture that it names. */
export function PromptText(props: PromptTextProps) {
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words text-[13px]/[20px] text-ink-2">
      <PromptParts {...props} />
    </p>
  );
}

export function PromptParts({ prompt, references }: PromptTextProps) {
  return partsOf(prompt).map(({ at, text, name }) => {
    const reference = name && references.find((each) => keyOf(each.name) === keyOf(name));
    if (!reference) return text;
    return (
      <span key={at} className="whitespace-nowrap font-medium text-ink">
        <ReferencePicture
          reference={reference}
          className="me-1 inline-block size-[15px] align-[-3px]"
        />
        {text}
      </span>
    );
  });
}

function partsOf(prompt: string) {
  const parts: { at: number; text: string; name: string | null }[] = [];
  let end = 0;
  for (const { index, 0: text, 1: name = "" } of prompt.matchAll(TOKEN)) {
    parts.push({ at: end, text: prompt.slice(end, index), name: null });
    parts.push({ at: index, text, name });
    end = index + text.length;
  }
  return [...parts, { at: end, text: prompt.slice(end), name: null }];
}
