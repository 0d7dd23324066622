import { type RefObject, useEffect, useState } from 'react';
import type { GhostRung, LadderLayout, Rung } from '../../ladder/picture.ts';
import { LABEL_SIZE, LABEL_Y } from '../../ladder/sizes.ts';
import { textWidth } from '../../ladder/text-width.ts';
import { rowsIn } from '../../ladder/window.ts';
import type { Sight } from '../ladder/use-ladder.ts';
import { watchSight } from '../shell/watch-sight.ts';

interface FloatingLabelsProps {
  readonly layout: LadderLayout;
  readonly sight: Sight;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Stretch of the ladder that is in sight from left to right, CSS pixels. */
interface Stretch {
  readonly left: number;
  readonly right: number;
}

/** Labels keep so far from the edges of what is in sight. */
const MARGIN = 14;

/** Arrows that reach farther than what is in sight say there what they are, where their own label is out of sight. */
export function FloatingLabels({ layout, sight, scroller }: FloatingLabelsProps) {
  const { left, right } = useStretch(scroller);
  const seen: Stretch = { left: left + layout.gutter.width + MARGIN, right: right - MARGIN };
  const [first, end] = rowsIn(layout, sight.top, sight.bottom);
  const floats = layout.rows.slice(first, end).flatMap((row) => {
    const x = row.kind === 'rung' || row.kind === 'ghost' ? floatAt(row, seen) : null;
    return x === null ? [] : [{ row: row as Rung | GhostRung, x }];
  });
  return (
    <svg
      className="rungs ladder-floats"
      width={layout.width}
      height={Math.max(layout.height, sight.bottom - sight.top)}
      aria-hidden="true"
    >
      {floats.map(({ row, x }) => (
        <g key={row.id} className={`${row.kind === 'rung' ? `rung ${row.class}` : 'ghost'} crossing`}>
          <text className="label" x={x} y={row.top + LABEL_Y} textAnchor="middle">
            {row.label}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Middle of a label in sight; null where some of the arrow's own is in sight, or the arrow leaves no room. */
function floatAt(row: Rung | GhostRung, { left, right }: Stretch): number | null {
  const own = textWidth(row.shown, LABEL_SIZE, 'bold');
  const start = row.anchor === 'start' ? row.labelX : row.anchor === 'end' ? row.labelX - own : row.labelX - own / 2;
  // A part of it in sight is enough to find the rest, and two labels would cover each other.
  if (start + own > left - MARGIN && start < right + MARGIN) return null;
  const half = textWidth(row.label, LABEL_SIZE, 'bold') / 2 + 6;
  const from = Math.max(left, Math.min(row.x1, row.x2)) + half;
  const to = Math.min(right, Math.max(row.x1, row.x2)) - half;
  if (from > to) return null;
  return Math.min(to, Math.max(from, start + own / 2));
}

function useStretch(scroller: RefObject<HTMLElement | null>): Stretch {
  const [stretch, setStretch] = useState<Stretch>({ left: 0, right: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const see = () => {
      const left = element.scrollLeft;
      const right = left + element.clientWidth;
      setStretch((before) => (before.left === left && before.right === right ? before : { left, right }));
    };
    see();
    return watchSight(element, see);
  }, [scroller]);
  return stretch;
}
