import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
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
/** A finger that moves farther than this before it takes hold wants to scroll; none is quite still. */
const REST = 10;
/** A finger or a pen takes hold after it rested so long, milliseconds: shorter than a browser's own long press. */
const HOLD = 300;
/** Near the edge of what is in sight the ladder scrolls on, CSS pixels and pixels a frame. */
const EDGE = 44;
const SPEED = 14;

/** A pointer that is down on a head. */
interface Press {
  readonly from: number;
  /** CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly pointer: number;
  /** It may drag: the mouse at once, a finger once it rested. */
  held: boolean;
}

/**
 * Dragging heads with the mouse, or with a finger or a pen that rested on one: before that they scroll. What dragging does
 * stands in the menu of the head as well.
 * @param track the element that heads stand in, as wide as the ladder
 * @param onDrop what was dragged, and where it was let go
 */
export function useLaneDrag(
  track: RefObject<HTMLElement | null>,
  layout: LadderLayout,
  onDrop: (from: number, drop: Drop) => void,
) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const pressed = useRef<Press | null>(null);
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pointer = useRef(0);
  /** The click that ends a drag opens no menu. */
  const dragged = useRef(false);
  const isDragging = drag !== null;

  const dragNow = (from: number): Drag => {
    const left = track.current?.getBoundingClientRect().left ?? 0;
    const x = pointer.current - left;
    return { from, x, drop: dropAt(layout, from, x) };
  };
  const see = (from: number) => setDrag(dragNow(from));
  const stop = () => {
    clearTimeout(resting.current);
    pressed.current = null;
    setDrag(null);
  };

  useEffect(() => {
    const ground = track.current;
    // Only a listener that is there before the touch, and says that it is not passive, can keep the page from scrolling.
    const keepStill = (event: TouchEvent) => {
      if (pressed.current?.held && event.cancelable) event.preventDefault();
    };
    ground?.addEventListener('touchmove', keepStill, { passive: false });
    return () => {
      ground?.removeEventListener('touchmove', keepStill);
      clearTimeout(resting.current);
    };
  }, [track]);

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
      if (scroller && ground && dragged.current) {
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
        const { pointerId, clientX, clientY } = event;
        const isSecond = pressed.current !== null && pressed.current.pointer !== pointerId;
        stop();
        if (event.button !== 0 || isSecond) return;
        const isTouch = event.pointerType === 'touch' || event.pointerType === 'pen';
        const press = { from, x: clientX, y: clientY, pointer: pointerId, held: !isTouch };
        pressed.current = press;
        if (!isTouch) return;
        resting.current = setTimeout(() => {
          press.held = true;
          pointer.current = clientX;
          see(from);
        }, HOLD);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const press = pressed.current;
        if (press?.pointer !== event.pointerId) return;
        const [x, y] = [Math.abs(event.clientX - press.x), Math.abs(event.clientY - press.y)];
        if (!press.held && Math.max(x, y) >= REST) stop();
        if (!press.held || (!dragged.current && x < THRESHOLD)) return;
        pointer.current = event.clientX;
        // A finger stays with the head that it touched first by itself.
        if (!isDragging) event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = true;
        see(from);
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (pressed.current?.pointer !== event.pointerId) return;
        // By where the pointer is: the last move may not be drawn yet.
        const { drop } = dragNow(from);
        stop();
        if (dragged.current && drop) onDrop(from, drop);
      },
      /** The menu of the browser, which a finger that rests longer would open. */
      onContextMenu: (event: MouseEvent) => {
        if (drag) event.preventDefault();
      },
      onPointerCancel: stop,
    }),
  };
}
