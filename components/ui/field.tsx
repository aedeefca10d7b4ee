import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

type FieldProps = Omit<ComponentProps<"input">, "size" | "id"> & {
  label: string;
  /** Said before anything is typed; an error takes its place. */
  hint?: string | undefined;
  /** One sentence: what is wrong and what to type instead. */
  error?: string | undefined;
  /** Height in pixels. */
  size?: 36 | 42;
  /** Lies at the end of the line, such as the eye of a password. */
  trailing?: ReactNode;
};

export function Field(props: FieldProps) {
  const { label, hint, error, size = 36, trailing, className, ...input } = props;
  const id = useId();
  const noteId = error || hint ? `${id}-note` : undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-ink-2 text-small">
        {label}
      </label>
      <div
        className={cn(
          "flex items-center gap-1 rounded-t-control border-b bg-well pr-1 focus-within:shadow-[0_1px_0_var(--line)]",
          error
            ? "border-red [--line:var(--red)]"
            : "border-control [--line:var(--blue)] focus-within:border-blue",
        )}
      >
        <input
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={noteId}
          className={cn(
            "min-w-0 flex-1 bg-transparent px-2.5 text-[14px] outline-none max-tablet:h-12 max-tablet:text-[16px]",
            size === 42 ? "h-[42px]" : "h-9",
          )}
        />
        {trailing}
      </div>
      {hint && !error ? (
        <p id={noteId} className="mt-1.5 text-ink-2 text-small">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={noteId} text={error} /> : null}
    </div>
  );
}

function FieldError({ id, text }: { id: string | undefined; text: string }) {
  return (
    <p id={id} className="mt-1.5 flex gap-1.5 text-red text-small">
      <CircleAlert className="mt-0.5 size-3.5" />
      {text}
    </p>
  );
}
