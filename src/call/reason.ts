/** One value of a Reason header (RFC 3326): `SIP;cause=200;text="Call completed elsewhere"`. */
export interface ReasonValue {
  /** Upper case: SIP, Q.850, STIR. */
  readonly protocol: string;
  /** 0 when absent. */
  readonly cause: number;
  readonly text: string;
}

/** Values of a Reason header; tolerant, and linear in its length. */
export function parseReason(header: string): ReasonValue[] {
  return splitValues(header.slice(0, 2000)).map((value) => {
    const protocol = /^[\w.-]+/.exec(value)?.[0]?.toUpperCase() ?? '';
    const cause = /;\s*cause\s*=\s*"?(\d{1,4})/i.exec(value)?.[1] ?? '0';
    const text = /;\s*text\s*=\s*(?:"([^"]*)"?|([^;]*))/i.exec(value);
    return { protocol, cause: Number(cause), text: (text?.[1] ?? text?.[2] ?? '').trim() };
  });
}

/** Splits at commas outside quotes. */
function splitValues(header: string): string[] {
  const values: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= header.length; i++) {
    if (header[i] === '"' && header[i - 1] !== '\\') quoted = !quoted;
    if (i < header.length && (header[i] !== ',' || quoted)) continue;
    const value = header.slice(start, i).trim();
    if (value !== '') values.push(value);
    start = i + 1;
  }
  return values;
}
