type RefusalsProps = {
  title: string;
  /** Its place among the heads around it. */
  head: "h3" | "h4";
  problems: readonly { status: number; codes: readonly string[] }[];
};

/** The sentence of each comes with it; a program goes by the code. */
export function Refusals({ title, head: Head, problems }: RefusalsProps) {
  return (
    <div className="mt-4">
      <Head className="mb-1.5 text-ink-3 text-label">{title}</Head>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        {problems.map(({ status, codes }) => (
          <div key={status} className="contents">
            <dt className="font-mono text-ink-2">{status}</dt>
            <dd className="min-w-0 break-words font-mono">{codes.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
