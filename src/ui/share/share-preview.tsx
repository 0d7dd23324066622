import { useState } from 'react';
import type { Capsule } from '../../capsule/capsule.ts';
import type { Link } from '../../share/link.ts';
import type { Span } from '../../sip/message.ts';
import { textOf } from '../message/text-pieces.tsx';
import { Visible } from '../visible.tsx';
import { sayCount } from '../words.ts';
import type { Made } from './use-share.ts';

/** Messages that are shown before somebody asks for more. */
const AT_ONCE = 20;

/** Exactly what goes out, with what was changed marked. */
export function Preview({ made: { link, isBusy } }: { readonly made: Made }) {
  return (
    <section className={isBusy ? 'share-preview busy' : 'share-preview'} aria-label="What goes out" aria-busy={isBusy}>
      <h3>
        What goes out{' '}
        {link?.ok && <span className="quiet">{sayCount(link.value.capsule.messages.length, 'message')}</span>}
      </h3>
      {link?.ok && <Holds link={link.value} />}
      {link?.ok && <Messages key={link.value.capsule.messages.length} link={link.value} />}
      {!link && <p className="quiet">Packing …</p>}
    </section>
  );
}

/** What was taken out, and what goes along beside the messages. */
function Holds({ link: { dropped, capsule } }: { readonly link: Link }) {
  const secrets = [...dropped].map(([kind, count]) => (count === 1 ? `1 ${kind}` : `${count} × ${kind}`));
  const along = alongOf(capsule);
  return (
    <ul className="share-holds">
      <li>
        {secrets.length > 0
          ? `Taken out, always: ${secrets.join(', ')}.`
          : 'Passwords, keys and answers to challenges would be taken out; there are none in it.'}
      </li>
      {along.map(([what, texts]) => (
        <li key={what}>
          {what}: <Visible text={texts.join(' · ')} />
        </li>
      ))}
    </ul>
  );
}

function alongOf({ view, sources, endpoints }: Capsule): readonly (readonly [string, readonly string[]])[] {
  const addresses = endpoints.flatMap(({ address, port }) => (address === '' ? [] : [`${address}:${port}`]));
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['Addresses', addresses],
    ['Names of files', sources.map(({ name }) => name)],
    ['Names of lanes', [...(view?.lanes.names.values() ?? [])]],
    ['Filter', view?.filter ? [view.filter] : []],
    ['Notes', [...(view?.notes.values() ?? [])]],
  ];
  return parts.filter(([, texts]) => texts.length > 0);
}

function Messages({ link: { capsule, changes } }: { readonly link: Link }) {
  const [shown, setShown] = useState(AT_ONCE);
  const { messages } = capsule;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="share-messages" aria-label="Messages as they go out" tabIndex={0}>
      {messages.slice(0, shown).map(({ bytes }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: messages have no other name
        <pre key={i} className="mono">
          <Marked bytes={bytes} changes={changes[i] ?? []} />
        </pre>
      ))}
      {shown < messages.length && (
        <button type="button" className="button quiet-button" onClick={() => setShown(shown * 5)}>
          Show {Math.min(messages.length - shown, shown * 4)} more
        </button>
      )}
    </section>
  );
}

/** A message with its changes marked. */
function Marked({ bytes, changes }: { readonly bytes: Uint8Array; readonly changes: readonly Span[] }) {
  const pieces: { readonly text: string; readonly at: number; readonly isNew: boolean }[] = [];
  let at = 0;
  for (const { start, end } of changes) {
    if (start > at) pieces.push({ text: textOf(bytes, { start: at, end: start }), at, isNew: false });
    if (end > start) pieces.push({ text: textOf(bytes, { start, end }), at: start, isNew: true });
    at = Math.max(at, end);
  }
  pieces.push({ text: textOf(bytes, { start: at, end: bytes.length }), at, isNew: false });
  return pieces.map(({ text, at: key, isNew }) =>
    isNew ? (
      <mark key={`${key}n`}>
        <Visible text={text} />
      </mark>
    ) : (
      <Visible key={key} text={text} />
    ),
  );
}
