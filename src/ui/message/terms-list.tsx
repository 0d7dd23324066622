import { SayingText } from './explain-bar.tsx';
import { termsIn } from './terms.ts';

/** What the terms in a text mean, a sentence each, for those who want to know. Nothing where it names none. */
export function TermsList({ text }: { readonly text: string }) {
  const terms = termsIn(text);
  if (terms.length === 0) return null;
  return (
    <details className="terms">
      <summary>{terms.map(({ term }) => term).join(' · ')}</summary>
      {terms.map((saying) => (
        <p key={saying.term}>
          <SayingText saying={saying} />
        </p>
      ))}
    </details>
  );
}
