import type { MouseEvent } from 'react';
import { internedText } from '../../base/interner.ts';
import type { CallKind, CallSummary } from '../../call/types.ts';
import { outcomeWords } from '../../diagnose/outcome.ts';
import { outcomeMeaning } from '../../diagnose/outcome-meanings.ts';
import { partyNames } from '../../diagnose/party.ts';
import type { Clock, OpenedTrace } from '../../worker/protocol.ts';
import { Hue } from '../hue.tsx';
import { Visible } from '../visible.tsx';
import { sayTime } from '../words.ts';
import { Badges } from './badges.tsx';
import { Mark } from './mark.tsx';

export const ROW_HEIGHT = 56;

interface CallRowProps {
  readonly id: string;
  readonly call: CallSummary;
  readonly trace: OpenedTrace;
  readonly top: number;
  readonly place: number;
  readonly count: number;
  readonly selected: boolean;
  /** The keyboard is here, and what is chosen elsewhere. */
  readonly focused: boolean;
  /** In a ladder of several calls; 0 outside of one. */
  readonly number: number;
  readonly clock: Clock;
  readonly zone: number;
  readonly onSelect: (event: MouseEvent) => void;
}

/** One call in the list: who called whom, when, what came of it. */
export function CallRow(props: CallRowProps) {
  const { id, call, trace, top, place, count, selected, focused, number, clock, zone, onSelect } = props;
  const [from, to] = partyNames(call);
  const socket = (party: CallSummary['caller']) => internedText(trace.endpoints, party.endpoint) || 'unknown';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the list, which has the focus
    <div
      id={id}
      className={focused ? 'call-row focused' : 'call-row'}
      role="option"
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={count}
      tabIndex={-1}
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
      onClick={onSelect}
    >
      <Mark call={call} />
      <span className="parties">
        <span className="party">
          <Visible text={from || socket(call.caller)} />
        </span>
        {HAS_TARGET.has(call.kind) && (
          <>
            <span className="arrow" aria-hidden="true">
              →
            </span>
            <span className="heard"> to </span>
            <span className="party">
              <Visible text={to || socket(call.callee)} />
            </span>
          </>
        )}
      </span>
      <time className="mono">{clock === 'none' ? '' : sayTime(call.start, zone, clock === 'relative')}</time>
      <span className="came-of">
        {number > 0 && <Hue number={number} />}
        <span title={outcomeMeaning(call)}>{outcomeWords(call)}</span>{' '}
        <span className="quiet">{call.messages} msg</span>
      </span>
      <Badges call={call.index} />
    </div>
  );
}

/** Kinds where caller and callee are two. Who registers, registers themselves. */
const HAS_TARGET: ReadonlySet<CallKind> = new Set<CallKind>(['call', 'subscription', 'options', 'message', 'other']);
