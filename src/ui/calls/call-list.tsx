import { type KeyboardEvent, useEffect, useRef } from 'react';
import { summaryOf } from '../../call/table.ts';
import { localZone } from '../../state/rungs.ts';
import type { Clock, Listed, OpenedTrace } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { LADDER } from '../shell/use-keys.ts';
import { CallRow, ROW_HEIGHT } from './call-row.tsx';
import { useWindow } from './use-window.ts';

interface CallListProps {
  readonly trace: OpenedTrace;
  readonly listed: Listed;
}

/** The calls, one below the other; only those in view are made. */
export function CallList({ trace, listed }: CallListProps) {
  const { look, select } = useApp();
  const call = useFacts((facts) => facts.call);
  const zone = useFacts((facts) => facts.zone);
  const ref = useRef<HTMLDivElement>(null);
  const { order } = listed;
  const { first, end, height, top, onScroll, reveal } = useWindow(ref, order.length, ROW_HEIGHT);
  const at = call === null ? -1 : order.indexOf(call);

  useEffect(() => {
    if (at >= 0) reveal(at);
  }, [at, reveal]);

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((ref.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const steps = new Map([
      ['ArrowDown', 1],
      ['ArrowUp', -1],
      ['PageDown', page],
      ['PageUp', -page],
      ['Home', -order.length],
      ['End', order.length],
    ]);
    const by = steps.get(event.key);
    if (by !== undefined) void select.stepCall(by);
    else if (event.key === 'Enter') document.getElementById(LADDER)?.focus();
    else return;
    event.preventDefault();
  };

  const rows = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  return (
    <div
      ref={ref}
      className="call-list"
      role="listbox"
      aria-label="Calls"
      aria-activedescendant={at >= first && at < end ? `call-${call}` : undefined}
      tabIndex={0}
      data-own-keys=""
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div style={{ height }} role="presentation">
        {rows.map((place) => {
          const number = order[place] as number;
          const summary = summaryOf(trace.calls, number);
          return (
            summary && (
              <CallRow
                key={number}
                id={`call-${number}`}
                call={summary}
                trace={trace}
                top={top(place)}
                place={place + 1}
                count={order.length}
                selected={number === call}
                clock={clockOf(trace, number)}
                zone={zone === 'local' ? localZone(summary.start) : 0}
                onSelect={() => {
                  look.section('ladder');
                  void select.call(number);
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** How the source of a call's first message tells time. */
function clockOf({ calls, reports }: OpenedTrace, call: number): Clock {
  return reports.length === 1
    ? (reports[0]?.clock ?? 'none')
    : Number.isFinite(calls.start[call])
      ? 'absolute'
      : 'none';
}
