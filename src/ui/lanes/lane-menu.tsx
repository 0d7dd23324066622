import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { KEEPALIVES } from '../../ladder/lanes.ts';
import type { LadderLayout, Lane } from '../../ladder/picture.ts';
import { useApp } from '../app-context.ts';
import { moveFocus } from '../shell/move-focus.ts';
import { hasOtherPorts, hostOf, laneDeeds } from './lane-deeds.ts';
import { LaneName } from './lane-name.tsx';

interface LaneMenuProps {
  readonly layout: LadderLayout;
  /** Position of the lane. */
  readonly at: number;
  readonly first: 'menu' | 'rename';
  readonly anchor: HTMLElement | undefined;
  /** @param focusAgain the head is to have the focus again */
  readonly onClose: (focusAgain: boolean) => void;
}

interface Item {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Stays open: shows something else instead. */
  readonly do: () => void;
  readonly stays?: boolean;
}

/** What can be done to a lane, below its head. Arrow keys move in it, Escape goes back and closes it. */
export function LaneMenu({ layout, at, first, anchor, onClose }: LaneMenuProps) {
  const { shape, look } = useApp();
  const root = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<'menu' | 'merge' | 'rename'>(first);
  const lane = layout.lanes[at];
  const place = usePlace(anchor, root, view);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown now decides what has the focus
  useEffect(() => {
    root.current?.querySelector<HTMLElement>('[role=menuitem], input')?.focus();
  }, [view]);

  useEffect(() => {
    const outside = ({ target }: PointerEvent) => {
      const isInside = target instanceof Node && (root.current?.contains(target) || anchor?.contains(target));
      if (!isInside) onClose(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [anchor, onClose]);

  if (!lane) return null;
  const goTo = { menu: () => setView('menu'), merge: () => setView('merge'), rename: () => setView('rename') };
  const items =
    view === 'merge'
      ? mergeItems(layout, at, laneDeeds(shape, layout, at))
      : menuItems(layout, at, laneDeeds(shape, layout, at), { ...goTo, all: () => look.dialog('lanes') });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (view === 'merge') setView('menu');
      else onClose(true);
    } else if (event.key === 'Tab' && view !== 'rename') onClose(false);
    else if (view !== 'rename') moveFocus(event, root.current);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the items inside
    <div ref={root} className="menu-list lane-menu" style={place} data-own-keys="" onKeyDown={onKeyDown}>
      {view === 'rename' ? (
        <LaneName layout={layout} lane={lane} onDone={() => onClose(true)} />
      ) : (
        <div role="menu" aria-label={view === 'merge' ? `Draw ${lane.name} as one lane with` : lane.name}>
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                if (!item.stays) onClose(true);
                item.do();
              }}
            >
              <span>{item.label}</span>
              {item.hint !== undefined && <span className="quiet">{item.hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

type Deeds = ReturnType<typeof laneDeeds>;
type Ways = Readonly<Record<'menu' | 'merge' | 'rename' | 'all', () => void>>;

function menuItems(layout: LadderLayout, at: number, deeds: Deeds, ways: Ways): Item[] {
  const lane = layout.lanes[at];
  const all: Item = { id: 'all', label: 'All lanes …', hint: 'l', do: ways.all };
  if (!lane) return [all];
  if (lane.key === KEEPALIVES) return [{ id: 'unfold', label: 'Draw each lane by itself', do: deeds.unfold }, all];
  const others = layout.lanes.filter(({ key }) => key !== lane.key && key !== KEEPALIVES);
  const last = layout.lanes.filter(({ key }) => key !== KEEPALIVES).length - 1;
  const items: (Item | false)[] = [
    { id: 'rename', label: 'Rename …', hint: 'F2', do: ways.rename, stays: true },
    at > 0 && { id: 'left', label: 'Move to the left', hint: 'Shift ←', do: () => void deeds.move(-1) },
    at < last && { id: 'right', label: 'Move to the right', hint: 'Shift →', do: () => void deeds.move(1) },
    others.length > 0 && { id: 'merge', label: 'Draw as one lane with …', do: ways.merge, stays: true },
    hasOtherPorts(layout, lane) && {
      id: 'ports',
      label: `All ports of ${hostOf(lane)} as one lane`,
      do: deeds.mergePorts,
    },
    lane.sockets.length > 1 && { id: 'split', label: `Split into ${lane.sockets.length} lanes`, do: deeds.split },
    { id: 'hide', label: 'Hide', hint: 'Del', do: deeds.hide },
    all,
  ];
  return items.filter((item) => item !== false);
}

function mergeItems(layout: LadderLayout, at: number, deeds: Deeds): Item[] {
  const isOther = (lane: Lane, i: number) => i !== at && lane.key !== KEEPALIVES;
  return layout.lanes.filter(isOther).map((lane) => ({
    id: lane.key,
    label: lane.name,
    hint: lane.sockets[0] === lane.name ? '' : (lane.sockets[0] ?? ''),
    do: () => deeds.mergeInto(lane),
  }));
}

/** Below the anchor, and within the window. */
function usePlace(anchor: HTMLElement | undefined, root: { readonly current: HTMLElement | null }, view: string) {
  const [place, setPlace] = useState({ left: 0, top: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view has another size
  useLayoutEffect(() => {
    const head = anchor?.getBoundingClientRect();
    const own = root.current?.getBoundingClientRect();
    if (!head || !own) return;
    const left = Math.max(8, Math.min(head.left, window.innerWidth - own.width - 8));
    const top = Math.max(8, Math.min(head.bottom - 6, window.innerHeight - own.height - 8));
    setPlace({ left, top });
  }, [anchor, root, view]);
  return place;
}
