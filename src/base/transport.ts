/** Transport protocols of SIP (RFC 3261 §20.42, RFC 4168, RFC 7118); the position in the list is the code in columns. */
export const TRANSPORTS = ['', 'UDP', 'TCP', 'TLS', 'SCTP', 'WS', 'WSS', 'TLS-SCTP'] as const;

export type Transport = (typeof TRANSPORTS)[number];

/** Code of a transport written in any case; 0 (unknown) for anything else. */
export function transportCode(name: string): number {
  const code = (TRANSPORTS as readonly string[]).indexOf(name.toUpperCase());
  return code < 0 ? 0 : code;
}

/** Name of a transport code, '' when unknown. */
export function transportName(code: number): Transport {
  return TRANSPORTS[code] ?? '';
}

/** Whether the code stands for a transport that repeats lost data by itself (RFC 3261 §17). */
export function isReliable(code: number): boolean {
  return code > 1;
}
