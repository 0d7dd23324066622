import type { Looking } from '../../state/looking.ts';

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, look: Looking, what = 'Copied'): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    look.notice(what);
  } catch {
    look.notice('This browser does not let the page write to the clipboard');
  }
}
