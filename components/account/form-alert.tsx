import { CircleAlert } from "lucide-react";

/** Read out when a sentence arrives; takes no room while there is none. */
export function FormAlert({ text }: { text: string }) {
  return (
    <div role="alert" className="empty:-mt-3">
      {text ? (
        <p className="flex gap-2 text-red">
          <CircleAlert className="mt-0.5" />
          {text}
        </p>
      ) : null}
    </div>
  );
}
