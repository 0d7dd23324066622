import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { headName } from '../../ladder/describe.ts';
import { KEEPALIVES } from '../../ladder/lanes.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { laneDeeds } from './lane-deeds.ts';
import { LaneMenu } from './lane-menu.tsx';
import { type Drop, headPlaces, markAt } from './lane-places.ts';
import { useLaneDrag } from './use-lane-drag.ts';

/**
 * The heads of the lanes as things to take hold of, over their drawing: one stop of the Tab key, arrow keys go from one to
 * the next, with Shift they move the lane; Enter opens what can be done, F2 renames, Delete hides.
 */
export function LaneHeads({ layout }: { readonly layout: LadderLayout }) {
  const { shape } = useApp();
  const track = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState('');
  const [open, setOpen] = useState<{ readonly key: string; readonly view: 'menu' | 'rename' } | null>(null);
  /** Lane whose head has the focus, wherever it moves. */
  const held = useRef<string | null>(null);
  const { lanes } = layout;
  const places = headPlaces(layout);
  const position = lanes.findIndex(({ key }) => key === current);
  const stop = position < 0 ? 0 : position;
  const openAt = open ? lanes.findIndex(({ key }) => key === open.key) : -1;

  const onDrop = (from: number, { at, how }: Drop) => {
    const deeds = laneDeeds(shape, layout, from);
    const target = lanes[at];
    if (how === 'merge' && target) deeds.mergeInto(target);
    else if (how !== 'merge') deeds.moveTo(at, how);
  };
  const { drag, handlers, endsDrag } = useLaneDrag(track, layout, onDrop);

  const focus = (at: number) => {
    const key = lanes[at]?.key;
    if (key === undefined) return;
    setCurrent(key);
    headOf(track.current, key)?.focus();
  };

  useLayoutEffect(() => {
    if (held.current === null) return;
    (headOf(track.current, held.current) ?? headOf(track.current, lanes[stop]?.key ?? ''))?.focus();
    held.current = null;
  });

  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const lane = lanes[at];
    if (!lane || event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds = laneDeeds(shape, layout, at);
    const isFolded = lane.key === KEEPALIVES;
    const way = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (way !== 0 && event.shiftKey) {
      if (!isFolded && deeds.move(way)) held.current = lane.key;
    } else if (way !== 0) focus(Math.min(lanes.length - 1, Math.max(0, at + way)));
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(lanes.length - 1);
    else if (event.key === 'ArrowDown') setOpen({ key: lane.key, view: 'menu' });
    else if (event.key === 'F2' && !isFolded) setOpen({ key: lane.key, view: 'rename' });
    else if (event.key === 'Delete' && !isFolded) {
      deeds.hide();
      held.current = (lanes[at + 1] ?? lanes[at - 1])?.key ?? null;
    } else return;
    event.preventDefault();
  };

  const moved = drag ? lanes[drag.from] : undefined;
  return (
    <>
      <ul ref={track} className={drag ? 'lane-heads dragging' : 'lane-heads'} aria-label="Lanes" data-own-keys="">
        {lanes.map((lane, at) => (
          <li key={lane.key}>
            <button
              type="button"
              className={classOf(at, drag)}
              data-lane={lane.key}
              style={{ left: places[at]?.left, width: places[at]?.width }}
              tabIndex={at === stop ? 0 : -1}
              title={headName(lane)}
              aria-label={headName(lane)}
              aria-description={`Lane ${at + 1} of ${lanes.length}`}
              aria-haspopup="menu"
              aria-expanded={openAt === at}
              aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight F2 Delete"
              onFocus={() => setCurrent(lane.key)}
              onKeyDown={(event) => onKeyDown(event, at)}
              onClick={() => {
                if (!endsDrag()) setOpen(openAt === at ? null : { key: lane.key, view: 'menu' });
              }}
              {...(lane.key === KEEPALIVES ? {} : handlers(at))}
            >
              <Icon name="down" size={11} />
            </button>
          </li>
        ))}
      </ul>
      {drag && moved && (
        <div className="lane-drag" aria-hidden="true">
          {drag.drop && <i className={`lane-mark ${drag.drop.how}`} style={{ left: markAt(layout, drag.drop) }} />}
          <span style={{ left: drag.x }}>{drag.drop?.how === 'merge' ? `${moved.name} +` : moved.name}</span>
        </div>
      )}
      {open && openAt >= 0 && (
        <LaneMenu
          key={`${open.key} ${open.view}`}
          layout={layout}
          at={openAt}
          first={open.view}
          anchor={headOf(track.current, open.key)}
          onClose={(focusAgain) => {
            setOpen(null);
            if (focusAgain) held.current = open.key;
          }}
        />
      )}
    </>
  );
}

function classOf(at: number, drag: ReturnType<typeof useLaneDrag>['drag']): string {
  if (drag?.from === at) return 'lane-head held';
  return drag?.drop?.how === 'merge' && drag.drop.at === at ? 'lane-head takes' : 'lane-head';
}

function headOf(track: HTMLElement | null, key: string): HTMLElement | undefined {
  return [...(track?.querySelectorAll<HTMLElement>('.lane-head') ?? [])].find(
    (head) => head.getAttribute('data-lane') === key,
  );
}
