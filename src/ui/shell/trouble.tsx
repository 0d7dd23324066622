import { useApp, useFacts } from '../app-context.ts';

/** Something that went wrong on the page itself. */
export function Trouble() {
  const { open } = useApp();
  const trouble = useFacts((facts) => facts.trouble);
  if (!trouble) return null;
  return (
    <section className="trouble" role="alert">
      <p>
        <strong>{trouble.title}.</strong> {trouble.text}
      </p>
      <button type="button" className="button" onClick={open.dismiss}>
        Got it
      </button>
    </section>
  );
}
