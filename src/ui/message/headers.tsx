import { useEffect, useRef, useState } from 'react';
import type { HeaderField, SipMessage } from '../../sip/message.ts';
import type { OpenedMessage } from '../../worker/protocol.ts';
import { useApp } from '../app-context.ts';
import { copyText } from '../share/clipboard.ts';
import { Visible } from '../visible.tsx';
import { saySize } from '../words.ts';
import { ExplainBar, SayingText } from './explain-bar.tsx';
import { headerSayings } from './guide.ts';
import { Problems } from './problems.tsx';
import type { Saying } from './saying.ts';
import { beginning, Pieces } from './text-pieces.tsx';

/** Bytes of a value that are shown. */
const MOST_OF_VALUE = 8192;

interface HeadersProps {
  readonly opened: OpenedMessage;
  /** Position of the header that was chosen here or in the raw text. */
  readonly chosen: number | null;
  readonly onChoose: (header: number | null) => void;
  readonly onShowRaw: (header: number) => void;
}

/** The headers as a table; each says what it is for. */
export function Headers({ opened, chosen, onChoose, onShowRaw }: HeadersProps) {
  const [pointed, setPointed] = useState<Saying | null>(null);
  const { message } = opened;
  return (
    <div className="headers">
      <Problems problems={message.problems} />
      <dl onPointerLeave={() => setPointed(null)}>
        <StartLine message={message} />
        {message.headers.map((field, i) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may repeat, and the whole message changes at once
            key={i}
            field={field}
            opened={opened}
            isChosen={i === chosen}
            onPoint={() => setPointed(headerSayings(field.canonical, '')[0] ?? null)}
            onChoose={() => onChoose(i === chosen ? null : i)}
            onShowRaw={() => onShowRaw(i)}
          />
        ))}
      </dl>
      <ExplainBar saying={pointed} hint="Point at a header to read what it is for; click to keep it open." />
    </div>
  );
}

function StartLine({ message: { startLine } }: { readonly message: SipMessage }) {
  if (startLine?.kind !== 'request') return null;
  return (
    <div className="header-row">
      <dt>Request-URI</dt>
      <dd className="mono">
        <Visible text={startLine.uri} />
      </dd>
    </div>
  );
}

interface RowProps {
  readonly field: HeaderField;
  readonly opened: OpenedMessage;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
  readonly onShowRaw: () => void;
}

function Row({ field, opened, isChosen, onPoint, onChoose, onShowRaw }: RowProps) {
  const { look } = useApp();
  const { message, tokens } = opened;
  const shown = beginning(message.bytes, field.valueSpan, MOST_OF_VALUE);
  const more = field.valueSpan.end - shown.end;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <div ref={ref} className={isChosen ? 'header-row chosen' : 'header-row'} onPointerEnter={onPoint}>
      <dt>
        <button type="button" aria-expanded={isChosen} onClick={onChoose} onFocus={onPoint}>
          <Visible text={field.canonical} />
        </button>
      </dt>
      <dd className={LOUD.has(field.canonical) ? 'mono loud' : 'mono'}>
        <Pieces bytes={message.bytes} span={shown} tokens={tokens} />
        {more > 0 && <span className="quiet"> … {saySize(more)} more; “Copy the value” takes all.</span>}
      </dd>
      {isChosen && (
        <dd className="said">
          {headerSayings(field.canonical, field.value).map((saying) => (
            <p key={saying.term}>
              <SayingText saying={saying} />
            </p>
          ))}
          {field.name !== field.canonical && (
            <p className="quiet">
              Written as <code className="mono">{field.name}</code>.
            </p>
          )}
          <p className="row-actions">
            <button type="button" className="link" onClick={onShowRaw}>
              Show in the raw text
            </button>
            <button type="button" className="link" onClick={() => void copyText(field.value, look)}>
              Copy the value
            </button>
          </p>
        </dd>
      )}
    </div>
  );
}

/** Headers that say why something was refused. */
const LOUD = new Set(['Warning', 'Reason', 'Error-Info', 'Retry-After', 'Unsupported']);
