import { Reference } from '../reference.tsx';
import type { Saying } from './saying.ts';

/** One line below a table that explains what the pointer or the focus is on. */
export function ExplainBar({ saying, hint }: { readonly saying: Saying | null; readonly hint: string }) {
  return (
    <div className="explain-bar" aria-hidden="true">
      {saying ? (
        <>
          <b>{saying.term}</b> {saying.text} <span className="reference">{saying.reference}</span>
        </>
      ) : (
        <span className="quiet">{hint}</span>
      )}
    </div>
  );
}

/** A sentence of the guide with its term and its source. */
export function SayingText({ saying: { term, text, reference } }: { readonly saying: Saying }) {
  return (
    <>
      <b>{term}</b> {text} <Reference text={reference} />
    </>
  );
}
