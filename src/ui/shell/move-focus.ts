import type { KeyboardEvent } from 'react';

/** What of a menu takes the focus. */
export const MENU_ITEMS = '[role=menuitem], [role=menuitemcheckbox]';

/** Arrow keys, Home and End go through the items of a menu, round at its ends. */
export function moveFocus(event: KeyboardEvent, root: HTMLElement | null): void {
  const items = [...(root?.querySelectorAll<HTMLElement>(MENU_ITEMS) ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const steps = new Map([
    ['ArrowDown', (at + 1) % items.length],
    ['ArrowUp', (at - 1 + items.length) % items.length],
    ['Home', 0],
    ['End', items.length - 1],
  ]);
  const to = steps.get(event.key);
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}
