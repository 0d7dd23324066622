import { clauseGuide, referenceParts } from '../guide/clauses.ts';

/** A clause of a standard, with a link to where it is published. What it says in one sentence is at hand. */
export function Reference({ text }: { readonly text: string }) {
  const says = clauseGuide(text);
  return (
    <span className="reference" title={says === '' ? undefined : says}>
      {referenceParts(text).map(({ text: part, url }, i) =>
        url === null ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name, and the whole text changes at once
          <a key={i} href={url} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ),
      )}
    </span>
  );
}

/** The same with its sentence. */
export function Clause({ text }: { readonly text: string }) {
  const says = clauseGuide(text);
  return (
    <p className="clause">
      {says !== '' && `${says} `}
      <Reference text={text} />
    </p>
  );
}
