import { formatTime, type Place } from "@/components/generation/formats";
import { useLogWords } from "@/components/log/use-log-words";
import type { LogRow } from "@/lib/audit/schema";

/** One deed: a sentence, what it changed, and from where. */
export function LogLine({ row, place }: { row: LogRow; place: Place }) {
  const { sentence, changes, from } = useLogWords(row);
  return (
    <li className="grid grid-cols-[36px_minmax(0,1fr)_auto] gap-x-4 border-hair border-t py-3 max-tablet:grid-cols-[36px_minmax(0,1fr)]">
      <time dateTime={row.at} className="font-mono text-ink-2 text-slug leading-5">
        {formatTime(row.at, place)}
      </time>
      <div className="min-w-0">
        <p className="break-words">{sentence}</p>
        {changes.map((change) => (
          <p key={change} className="break-words text-ink-2 text-small">
            {change}
          </p>
        ))}
      </div>
      {from ? (
        <p className="text-end text-ink-2 text-small leading-5 max-tablet:col-start-2 max-tablet:text-start">
          {from}
        </p>
      ) : null}
    </li>
  );
}
