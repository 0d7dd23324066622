import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Browsers do not scroll over more pixels than this; longer lists move faster under the scroll bar. */
const MOST_HEIGHT = 12_000_000;
const OVERSCAN = 6;

/** Which rows of a long list are in view, and where they stand. */
export interface ListWindow {
  readonly first: number;
  readonly end: number;
  /** Of the whole, CSS pixels. */
  readonly height: number;
  /** Top of a row, CSS pixels. */
  readonly top: (row: number) => number;
  readonly onScroll: () => void;
  readonly reveal: (row: number) => void;
}

/** Draws only what is in view of `count` rows of one height. */
export function useWindow(ref: RefObject<HTMLElement | null>, count: number, rowHeight: number): ListWindow {
  const [view, setView] = useState(() => ({ top: 0, height: window.innerHeight }));
  const full = count * rowHeight;
  const height = Math.min(full, MOST_HEIGHT);

  const onScroll = useCallback(() => {
    const element = ref.current;
    if (element) setView({ top: element.scrollTop, height: element.clientHeight || window.innerHeight });
  }, [ref]);

  useEffect(() => {
    if (!ref.current || typeof ResizeObserver === 'undefined') return;
    // It reports the size at once, when the browser has laid out anyway.
    const observer = new ResizeObserver(onScroll);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref, onScroll]);

  const { offset, shift } = place(view.top, view.height, full, height);
  // What revealing a row starts from: it is called when the row changes, not when the list is scrolled.
  const now = useRef({ offset, seen: view.height, full, height });
  useLayoutEffect(() => {
    now.current = { offset, seen: view.height, full, height };
  });
  const reveal = useCallback(
    (row: number) => {
      const { offset: from, seen, full: whole, height: shown } = now.current;
      const top = row * rowHeight;
      const to = top < from ? top : top + rowHeight > from + seen ? top + rowHeight - seen : from;
      if (to !== from && ref.current) ref.current.scrollTop = scrollFor(to, seen, whole, shown);
    },
    [ref, rowHeight],
  );

  return {
    first: Math.max(0, Math.floor(offset / rowHeight) - OVERSCAN),
    end: Math.min(count, Math.ceil((offset + view.height) / rowHeight) + OVERSCAN),
    height,
    top: (row) => row * rowHeight - shift,
    onScroll,
    reveal,
  };
}

/** How far into the list a scroll position leads, and how far rows move up to stand there. */
function place(scrollTop: number, seen: number, full: number, height: number): { offset: number; shift: number } {
  if (full <= height) return { offset: scrollTop, shift: 0 };
  const offset = (scrollTop / Math.max(1, height - seen)) * (full - seen);
  return { offset, shift: offset - scrollTop };
}

function scrollFor(offset: number, seen: number, full: number, height: number): number {
  return full <= height ? offset : (offset / (full - seen)) * (height - seen);
}
