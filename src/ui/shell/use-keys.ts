import { useEffect } from 'react';
import { commandFor, type Surroundings } from '../../state/commands.ts';
import { useApp } from '../app-context.ts';
import { pickFiles } from '../open/file-input.tsx';

export const FILTER = 'filter';
export const LADDER = 'ladder';
export const INSPECTOR = 'message';

export const SURROUNDINGS: Surroundings = {
  pickFiles,
  focusFilter: () => focus(FILTER),
  focusInspector: () => focus(INSPECTOR),
  focusLadder: () => focus(LADDER),
};

function focus(id: string): void {
  // What a command shows must stand on the page before it can take the focus.
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

const FIELDS = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
const ACTIVATION = new Set(['Enter', ' ']);
const MOVES = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End']);

/** Starts commands by their keys, wherever the focus is, unless what has it uses the key itself. */
export function useKeys(): void {
  const app = useApp();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      if (event.target instanceof Element && usesKey(event.target, event.key)) return;
      const command = commandFor(keyOf(event), app.store.getState());
      if (!command) return;
      event.preventDefault();
      command.do(app, SURROUNDINGS);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [app]);
}

/** `l`, `Ctrl+z`, `Ctrl+Shift+z`: as commands name their keys. The command key of a Mac counts as Ctrl. */
function keyOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  return ctrlKey || metaKey ? `Ctrl+${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}` : key;
}

function usesKey(target: Element, key: string): boolean {
  if (FIELDS.has(target.tagName) || target.closest('dialog')) return true;
  if (ACTIVATION.has(key) && target.closest('button, summary, a')) return true;
  return MOVES.has(key) && target.closest('[data-own-keys]') !== null;
}
