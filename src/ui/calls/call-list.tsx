import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
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
  const app = useApp();
  const call = useFacts((facts) => facts.call);
  const chosen = useFacts((facts) => facts.chosen);
  const zone = useFacts((facts) => facts.zone);
  const together = useFacts((facts) => facts.opened?.together);
  const numbers = useMemo(() => new Map(together?.calls.map(({ summary }, i) => [summary.index, i + 1])), [together]);
  const ref = useRef<HTMLDivElement>(null);
  const { order } = listed;
  const { first, end, height, top, onScroll, reveal } = useWindow(ref, order.length, ROW_HEIGHT);
  // Where Ctrl and the arrow keys led, until another call is opened.
  const [led, setLed] = useState<{ readonly from: number | null; readonly to: number } | null>(null);
  const focused = led?.from === call ? led.to : call;
  const cursor = focused === null ? -1 : order.indexOf(focused);
  const at = call === null ? -1 : order.indexOf(call);
  const taken = useMemo(() => new Set(chosen), [chosen]);

  useEffect(() => {
    if (at >= 0) reveal(at);
  }, [at, reveal]);

  // What is in sight is judged first.
  useEffect(() => app.look.sight(first, end), [app, first, end]);

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
    if (by !== undefined) go(by, event);
    else if (event.key === ' ') void app.choose.toggle(order[cursor] ?? -1);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) void app.choose.all();
    else if (event.key === 'Escape' && chosen.length > 1) void app.choose.one();
    else if (event.key === 'Enter') document.getElementById(LADDER)?.focus();
    else return;
    event.preventDefault();
  };

  /** Arrow keys open a call; with Shift they choose all on the way, with Ctrl they only lead to the one that Space takes in. */
  const go = (by: number, { shiftKey, ctrlKey, metaKey }: KeyboardEvent) => {
    const to = Math.min(order.length - 1, Math.max(0, cursor < 0 ? 0 : cursor + by));
    const next = order[to];
    if (next === undefined) return;
    setLed(ctrlKey || metaKey ? { from: call, to: next } : null);
    reveal(to);
    if (shiftKey) void app.choose.reach(next);
    else if (!ctrlKey && !metaKey && (next !== call || chosen.length > 0)) void app.select.call(next);
  };

  const onClick = (number: number, { shiftKey, ctrlKey, metaKey }: MouseEvent) => {
    setLed(null);
    if (shiftKey) void app.choose.reach(number);
    else if (ctrlKey || metaKey) void app.choose.toggle(number);
    else {
      app.look.section('ladder');
      void app.select.call(number);
    }
  };

  const rows = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  return (
    <div
      ref={ref}
      className="call-list"
      role="listbox"
      aria-label="Calls"
      aria-multiselectable="true"
      aria-activedescendant={cursor >= first && cursor < end ? `call-${focused}` : undefined}
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
                selected={taken.size > 0 ? taken.has(number) : number === call}
                focused={led !== null && number === focused}
                number={numbers.get(number) ?? 0}
                clock={clockOf(trace, number)}
                zone={zone === 'local' && !isZoneless(trace) ? localZone(summary.start) : 0}
                onSelect={(event) => onClick(number, event)}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** No source says a zone. */
function isZoneless({ reports }: OpenedTrace): boolean {
  return reports.every(({ zoneless = false, messages }) => zoneless || messages === 0);
}

/** How the source of a call's first message tells time. */
function clockOf({ calls, reports }: OpenedTrace, call: number): Clock {
  return reports.length === 1
    ? (reports[0]?.clock ?? 'none')
    : Number.isFinite(calls.start[call])
      ? 'absolute'
      : 'none';
}
