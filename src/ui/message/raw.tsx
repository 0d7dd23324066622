import { useEffect, useRef } from 'react';
import type { Span } from '../../sip/message.ts';
import type { OpenedMessage } from '../../worker/protocol.ts';
import { Visible } from '../visible.tsx';
import { saySize } from '../words.ts';
import { headerSayings } from './guide.ts';
import { Pieces, textOf } from './text-pieces.tsx';

/** Bytes that are shown; the copy button takes all of them. */
const MOST_SHOWN = 65_536;

interface RawProps {
  readonly opened: OpenedMessage;
  readonly chosen: number | null;
  /** A header was clicked: its row in the table is wanted. */
  readonly onChoose: (header: number) => void;
}

/** The message as it was on the wire, its parts coloured; a click on a header leads to its row in the table. */
export function Raw({ opened, chosen, onChoose }: RawProps) {
  const { message, tokens } = opened;
  const { bytes, headers } = message;
  const end = Math.min(bytes.length, MOST_SHOWN);
  const shown = headers.filter(({ span }) => span.end <= end);
  const headEnd = shown[0]?.span.start ?? end;
  const bodyStart = Math.max(headEnd, shown.at(-1)?.span.end ?? 0);
  return (
    <div className="raw">
      <pre className="mono">
        <Pieces bytes={bytes} span={{ start: 0, end: headEnd }} tokens={tokens} />
        {shown.map((field, i) => (
          <HeaderLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may repeat, and the whole message changes at once
            key={i}
            opened={opened}
            span={field.span}
            name={field.canonical}
            rest={{ start: field.span.end, end: shown[i + 1]?.span.start ?? field.span.end }}
            isChosen={i === chosen}
            onChoose={() => onChoose(i)}
          />
        ))}
        <Pieces bytes={bytes} span={{ start: afterLineEnd(bytes, bodyStart, shown.length > 0), end }} tokens={tokens} />
      </pre>
      {end < bytes.length && <p className="quiet">{saySize(bytes.length - end)} more are not shown; Copy takes all.</p>}
    </div>
  );
}

interface HeaderLineProps {
  readonly opened: OpenedMessage;
  readonly span: Span;
  readonly name: string;
  /** Line end and what stands before the next header. */
  readonly rest: Span;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function HeaderLine({ opened: { message, tokens }, span, name, rest, isChosen, onChoose }: HeaderLineProps) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <>
      <button
        ref={ref}
        type="button"
        className={isChosen ? 'raw-header chosen' : 'raw-header'}
        title={`${name}: ${headerSayings(name, '')[0]?.text ?? ''} Show it in the table.`}
        onClick={onChoose}
      >
        <Pieces bytes={message.bytes} span={span} tokens={tokens} />
      </button>
      <Visible text={textOf(message.bytes, { ...rest, start: afterLineEnd(message.bytes, rest.start, true) })} />
    </>
  );
}

/** A header is a block of its own here, so the line end behind it would show as an empty line. */
function afterLineEnd(bytes: Uint8Array, at: number, isBehindHeader: boolean): number {
  if (!isBehindHeader) return at;
  const next = bytes[at] === 13 ? at + 1 : at;
  return bytes[next] === 10 ? next + 1 : next;
}
