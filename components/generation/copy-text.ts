import { showToast } from "@/components/ui/toast";

/** Says in a toast what has happened. */
export async function copyText(text: string, words: { copied: string; failed: string }) {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: words.copied });
  } catch {
    // Without HTTPS, or when the person has said no.
    showToast({ text: words.failed });
  }
}
