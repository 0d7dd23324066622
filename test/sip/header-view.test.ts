import fc from 'fast-check';
import { expect, it } from 'vitest';
import { knownLines, readHeaders } from '../../src/sip/header-view.ts';
import { parseMessage } from '../../src/sip/parse.ts';

const NAMES = ['Via', 'v', 'Contact', 'm', 'Content-Length', 'l', 'Content-Type', 'X-Note', 'Subject', ''];
const line = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(': ', ':', ' : ', ' '), fc.string({ maxLength: 20 }))
  .map(([name, colon, value]) => `${name}${colon}${value.replace(/[\r\n]/g, '')}`);
const folded = fc.tuple(line, fc.boolean()).map(([text, fold]) => (fold ? `${text}\r\n  folded` : text));
const message = fc
  .tuple(fc.array(folded, { maxLength: 12 }), fc.constantFrom('', 'v=0\r\n', 'text'))
  .map(([lines, body]) => `INVITE sip:a@b SIP/2.0\r\n${lines.map((text) => `${text}\r\n`).join('')}\r\n${body}`);

it('has the same headers and body as the full parse', () => {
  fc.assert(
    fc.property(message, (text) => {
      const bytes = new TextEncoder().encode(text);
      const view = readHeaders(bytes);
      const full = parseMessage(bytes);
      for (const name of new Set(full.headers.map(({ canonical }) => canonical))) {
        if (name === '') continue;
        const values = full.headers.filter(({ canonical }) => canonical === name).map(({ value }) => value);
        expect(view.all(name)).toEqual(values);
      }
      expect(view.body()?.span).toEqual(full.body?.span);
    }),
  );
});

it('reads the same of a message when lines of other messages are known', () => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 2, maxLength: 4 }), (texts) => {
      const known = knownLines();
      for (const text of texts) {
        const bytes = new TextEncoder().encode(text);
        const read = (view: ReturnType<typeof readHeaders>) => ({
          ...view,
          lines: view.lines.map(({ name, value, isSound }) => [name, value, isSound]),
        });
        expect(read(readHeaders(bytes, known))).toEqual(read(readHeaders(bytes)));
      }
    }),
  );
});
