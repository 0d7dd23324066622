import { type RefObject, useCallback, useEffect, useState } from 'react';

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
  const [view, setView] = useState({ top: 0, height: 600 });
  const full = count * rowHeight;
  const height = Math.min(full, MOST_HEIGHT);

  const onScroll = useCallback(() => {
    const element = ref.current;
    if (element) setView({ top: element.scrollTop, height: element.clientHeight || 600 });
  }, [ref]);

  useEffect(() => {
    onScroll();
    if (!ref.current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(onScroll);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref, onScroll]);

  const { offset, shift } = place(view.top, view.height, full, height);
  const reveal = useCallback(
    (row: number) => {
      const element = ref.current;
      if (!element) return;
      const seen = element.clientHeight;
      const at = place(element.scrollTop, seen, full, height).offset;
      const wanted = row * rowHeight;
      const to = wanted < at ? wanted : wanted + rowHeight > at + seen ? wanted + rowHeight - seen : at;
      if (to !== at) element.scrollTop = scrollFor(to, seen, full, height);
    },
    [ref, rowHeight, full, height],
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
