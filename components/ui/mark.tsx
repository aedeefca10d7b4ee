/** Three folds of a paper model. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 28 28"
      width="26"
      height="26"
      fill="currentColor"
      aria-hidden="true"
      className={className}
    >
      <path d="M3 7l5.5-3v17L3 24z" opacity=".95" />
      <path d="M8.5 4l5.5 8v12l-5.5-3z" opacity=".42" />
      <path d="M14 12l5.5-8v17L14 24z" opacity=".72" />
      <path d="M19.5 4L25 7v17l-5.5-3z" opacity=".3" />
    </svg>
  );
}
