export function DoorHead({ title, lead }: { title: string; lead: string }) {
  return (
    <>
      <h1 className="font-medium text-[28px]/[34px] tracking-[-.022em]">{title}</h1>
      <p className="mt-2 mb-8 text-balance text-[14px] text-ink-2">{lead}</p>
    </>
  );
}
