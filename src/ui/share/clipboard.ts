import type { Looking } from '../../state/looking.ts';

/** Puts a text on the clipboard and says so; false where the browser does not let it. */
export async function copyText(text: string, look: Looking, what = 'Copied'): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    look.notice(what);
    return true;
  } catch {
    look.notice('This browser does not let the page write to the clipboard');
    return false;
  }
}
