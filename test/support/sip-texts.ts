/** A request with everything that the index looks at, and a body of so many bytes. */
export function request(callId: string, body = 0, method = 'INVITE'): string {
  const lines = [
    `${method} sip:bob@example.com SIP/2.0`,
    `Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-${callId}`,
    'From: "Alice" <sip:alice@example.com>;tag=a1',
    'To: <sip:bob@example.com>',
    `Call-ID: ${callId}`,
    `CSeq: 1 ${method}`,
    `Content-Length: ${body}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${filler(body)}`;
}

/** A response to it. */
export function response(callId: string, status: number, body = 0, method = 'INVITE'): string {
  const lines = [
    `SIP/2.0 ${status} Whatever`,
    `v: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-${callId}`,
    'f: "Alice" <sip:alice@example.com>;tag=a1',
    't: <sip:bob@example.com>;tag=b1',
    `i: ${callId}`,
    `CSeq: 1 ${method}`,
    `l: ${body}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${filler(body)}`;
}

function filler(length: number): string {
  return length < 2
    ? 'x'.repeat(length)
    : `${'a=sendrecv and so on\r\n'.repeat(Math.ceil(length / 22)).slice(0, length - 2)}\r\n`;
}
