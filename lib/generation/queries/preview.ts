import type { GenerationRequest, Preview, PreviewRefusal } from "@/lib/generation/schema/preview";
import { err, ok, type Result } from "@/lib/shared/result";

/** What a press would send. @throws when the studio does not answer */
export async function fetchPreview(
  request: GenerationRequest,
  signal: AbortSignal,
): Promise<Result<Preview, PreviewRefusal>> {
  const response = await fetch("/api/preview", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });
  const answer: unknown = await response.json();
  const preview = await import("@/lib/generation/schema/preview");
  if (response.ok) return ok(preview.previewSchema.parse(answer));
  const refusal = preview.previewRefusalSchema.safeParse(answer);
  if (!refusal.success) throw new Error(`POST /api/preview answered ${response.status}`);
  return err(refusal.data);
}
