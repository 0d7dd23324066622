/** Undoes in one line what was done to it. The line and the result carry their line ends; one character a byte. */
export type Undo = (line: string) => string;

/**
 * One thing that copying, exporting or escaping does to all lines of a text.
 * @param head the first lines of the text, one character a byte
 * @returns how it is undone, null when the text does not show it
 */
export type Repair = (head: string) => Undo | null;

/** A header of SIP that opens a line or a field. */
export const HEADER =
  '(?:Via|From|To|Call-ID|CSeq|Max-Forwards|Contact|Route|Record-Route|User-Agent|Server|Allow)[ \\t]*:';

/** Whether `pattern`, a global expression, is found a number of times. */
export function isFound(text: string, pattern: RegExp, times: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count >= times) return true;
  return false;
}
