import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { LadderLayout } from '../../ladder/picture.ts';
import { type Drop, dropAt } from './lane-places.ts';

/** A head that is on its way. */
export interface Drag {
  /** Position of its lane. */
  readonly from: number;
  /** Where the pointer is, CSS pixels of the ladder. */
  readonly x: number;
  readonly drop: Drop | null;
}

/** A press becomes a drag when it moves so far, CSS pixels. */
const THRESHOLD = 5;
/** Near the edge of what is in sight the ladder scrolls on, CSS pixels and pixels a frame. */
const EDGE = 44;
const SPEED = 14;

/**
 * Dragging heads with mouse or pen. A finger scrolls; what dragging does stands in the menu of the head as well.
 * @param track the element that heads stand in, as wide as the ladder
 * @param onDrop what was dragged, and where it was let go
 */
export function useLaneDrag(
  track: RefObject<HTMLElement | null>,
  layout: LadderLayout,
  onDrop: (from: number, drop: Drop) => void,
) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const pressed = useRef<{ readonly from: number; readonly x: number } | null>(null);
  const pointer = useRef(0);
  /** The click that ends a drag opens no menu. */
  const dragged = useRef(false);
  const isDragging = drag !== null;

  const see = (from: number) => {
    const left = track.current?.getBoundingClientRect().left ?? 0;
    const x = pointer.current - left;
    setDrag({ from, x, drop: dropAt(layout, from, x) });
  };
  const stop = () => {
    pressed.current = null;
    setDrag(null);
  };

  useEffect(() => {
    if (!isDragging) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      stop();
    };
    let frame = 0;
    const scroll = () => {
      const scroller = track.current?.closest('.ladder-scroll');
      const ground = scroller?.getBoundingClientRect();
      if (scroller && ground) {
        const before = scroller.scrollLeft;
        if (pointer.current > ground.right - EDGE) scroller.scrollLeft += SPEED;
        else if (pointer.current < ground.left + EDGE) scroller.scrollLeft -= SPEED;
        if (scroller.scrollLeft !== before && pressed.current) see(pressed.current.from);
      }
      frame = requestAnimationFrame(scroll);
    };
    frame = requestAnimationFrame(scroll);
    document.addEventListener('keydown', onKey, true);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('keydown', onKey, true);
    };
  });

  return {
    drag,
    /** Whether the click that comes now ends a drag. */
    endsDrag: () => dragged.current,
    handlers: (from: number) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        dragged.current = false;
        if (event.button !== 0 || event.pointerType === 'touch') return;
        pressed.current = { from, x: event.clientX };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const start = pressed.current;
        if (!start) return;
        pointer.current = event.clientX;
        if (!isDragging && Math.abs(event.clientX - start.x) < THRESHOLD) return;
        if (!isDragging) event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = true;
        see(from);
      },
      onPointerUp: () => {
        if (drag?.drop) onDrop(drag.from, drag.drop);
        stop();
      },
      onPointerCancel: stop,
    }),
  };
}
