/** Stands before the fragment in a page or a picture that carries a trace, near the beginning of the file. */
export const CARRIER_MARK = 'id="rungs-trace">';

/** Whether a text is of a page or a picture that carries a trace. */
export function isCarrier(text: string): boolean {
  return text.includes(`${CARRIER_MARK}#`);
}

/** The fragment that a page or a picture carries, as far as it is there. */
export function carriedFragment(text: string): string {
  const start = text.indexOf(`${CARRIER_MARK}#`) + CARRIER_MARK.length;
  const end = text.indexOf('<', start);
  return text.slice(start, end < 0 ? text.length : end);
}
