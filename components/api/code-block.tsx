import { Copy } from "lucide-react";
import { copyText } from "@/components/generation/copy-text";
import { IconButton } from "@/components/ui/icon-button";

type CodeBlockProps = {
  /** Of the block, for who hears it. */
  label: string;
  text: string;
  /** Without it nothing is there to be copied. */
  copy?: { label: string; copied: string; failed: string };
};

/** What scrolls sideways has to be reached by key. */
export function CodeBlock({ label, text, copy }: CodeBlockProps) {
  return (
    <div className="relative">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-control bg-well py-3 pr-12 pl-4"
      >
        <pre className="font-mono text-[12px]/[18px]">{text}</pre>
      </section>
      {copy ? (
        <IconButton
          icon={Copy}
          label={copy.label}
          onClick={() => void copyText(text, copy)}
          className="absolute top-1.5 right-1.5 bg-well"
        />
      ) : null}
    </div>
  );
}
