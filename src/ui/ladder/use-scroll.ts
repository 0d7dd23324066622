import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { useApp } from '../app-context.ts';
import { watchSight } from '../shell/watch-sight.ts';

/** What the scroller shows: how far it was scrolled and how high it is, CSS pixels, lane heads included. */
export interface Scroll {
  readonly top: number;
  readonly height: number;
}

/**
 * Follows scrolling and resizing, and tells the store how wide a ladder may be. Sizes are read when the browser has laid
 * out anyway, never in the middle of drawing: that would make it do so twice.
 */
export function useScroll(scroller: RefObject<HTMLElement | null>): readonly [Scroll, (top: number) => void] {
  const { look } = useApp();
  const [scroll, setScroll] = useState<Scroll>(() => ({ top: 0, height: window.innerHeight }));

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const see = () => {
      const { scrollTop: top, clientHeight: height, clientWidth } = element;
      setScroll((before) => (before.top === top && before.height === height ? before : { top, height }));
      if (clientWidth > 0) look.ladderWidth(clientWidth);
    };
    return watchSight(element, see);
  }, [scroller, look]);

  const scrollTo = useCallback(
    (top: number) => {
      if (scroller.current) scroller.current.scrollTop = top;
      setScroll((before) => ({ ...before, top }));
    },
    [scroller],
  );
  return [scroll, scrollTo];
}
