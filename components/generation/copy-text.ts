import { showToast } from "@/components/ui/toast";

export type CopyWords = { copied: string; failed: string };

/** Says in a toast what has happened. */
export async function copyText(text: string, words: CopyWords) {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: words.copied });
  } catch {
    // Without HTTPS, or when the person has said no.
    showToast({ text: words.failed });
  }
}
