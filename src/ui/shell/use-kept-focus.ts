import { useEffect } from 'react';

/** A step on the way from an element up to the page: its parent, and the position that it had there. */
interface Step {
  readonly parent: Element;
  readonly at: number;
}

/** What can take the focus without swallowing the letters that start commands. */
const TAKES_FOCUS = 'a[href], button:not(:disabled), summary, [tabindex="0"]';

/**
 * Who goes by keyboard stays where they were: when the control that has the focus leaves the page, because it did its work,
 * what stands in its place takes the focus, else what stands nearest. The browser would begin again at the top.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let held: Element | null = null;
    let way: readonly Step[] = [];
    const onFocus = ({ target }: FocusEvent) => {
      held = target instanceof HTMLElement && target.matches(':focus-visible') ? target : null;
      way = held ? wayUp(held) : [];
    };
    const observer = new MutationObserver(() => {
      if (!held || held.isConnected || document.activeElement !== document.body) return;
      held = null;
      focusNear(way);
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);
}

function wayUp(element: Element): Step[] {
  const way: Step[] = [];
  for (let child = element; child.parentElement && child !== document.body; child = child.parentElement) {
    way.push({ parent: child.parentElement, at: [...child.parentElement.children].indexOf(child) });
  }
  return way;
}

function focusNear(way: readonly Step[]): void {
  for (const { parent, at } of way) {
    if (!parent.isConnected) continue;
    // Another screen altogether begins at its top.
    if (!parent.closest('main')) return;
    const children = [...parent.children];
    const after = children.slice(at).flatMap(takers);
    const before = children.slice(0, at).flatMap(takers);
    // What is not shown refuses the focus.
    for (const taker of [...after, ...before.reverse()]) {
      taker.focus({ preventScroll: true });
      if (document.activeElement === taker) return;
    }
  }
}

/** Whatever can take the focus in an element, itself included, in order. */
function takers(element: Element): HTMLElement[] {
  const inside = [...element.querySelectorAll<HTMLElement>(TAKES_FOCUS)];
  return element instanceof HTMLElement && element.matches(TAKES_FOCUS) ? [element, ...inside] : inside;
}
