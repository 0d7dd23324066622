import type { Body } from './body.ts';
import type { HeaderLine } from './line.ts';

/** A message before it becomes bytes. */
export interface Message {
  readonly startLine: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

export type Header = readonly [name: string, value: string];

/** Headers with what a line of the flow overrides. */
export function overridden(headers: readonly Header[], lines: readonly HeaderLine[]): Header[] {
  const result = [...headers];
  for (const { name, value, adds } of lines) {
    const same = (header: Header) => header[0].toLowerCase() === name.toLowerCase();
    const at = result.findIndex(same);
    if (adds || at < 0) {
      if (value !== '') result.push([name, value]);
      continue;
    }
    const kept = result.filter((header) => !same(header));
    result.splice(0, result.length, ...kept);
    if (value !== '') result.splice(at, 0, [name, value]);
  }
  return result;
}

/** The message with its body and the headers that describe it; a Content-Type given by hand stays. */
export function withBody(startLine: string, headers: readonly Header[], body: Body): Message {
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const type: Header[] = body.text !== '' && !typed ? [['Content-Type', body.type]] : [];
  const length = String(new TextEncoder().encode(body.text).length);
  return { startLine, headers: [...headers, ...type, ['Content-Length', length]], body: body.text };
}

/** The message with another body, as something on the way that edits bodies passes it on; none given: as it is. */
export function withOtherBody(message: Message, body: Body): Message {
  if (body.text === '') return message;
  const headers = message.headers.filter(([name]) => name !== 'Content-Length');
  return withBody(message.startLine, headers, body);
}

/** The bytes on the wire. */
export function bytesOfMessage({ startLine, headers, body }: Message): Uint8Array {
  const head = [startLine, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return new TextEncoder().encode(`${head}\r\n\r\n${body}`);
}

/** Values of a header, in order. */
export function valuesOf(message: Message, name: string): string[] {
  const wanted = name.toLowerCase();
  return message.headers.filter(([found]) => found.toLowerCase() === wanted).map(([, value]) => value);
}
