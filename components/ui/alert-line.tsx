import { CircleAlert } from "lucide-react";

/** One sentence: what went wrong and what it means. Read out at once. */
export function AlertLine({ text }: { text: string }) {
  return (
    <p role="alert" className="flex gap-1.5 text-red text-small">
      <CircleAlert className="mt-0.5 size-3.5" />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}
