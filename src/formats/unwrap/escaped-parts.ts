import { entityText } from './entities.ts';

const ENTITY = /&([a-z]{2,4}|#\d\d);/g;
/** An address in angle brackets opens: `&lt;sip:`. */
const OPENS_URI = /&lt;[a-z][a-z\d+.-]{1,15}:/i;
/** A document opens: `&lt;?xml`. */
const OPENS_MARKUP = /^\s*&lt;[?!a-z]/i;

/**
 * Undoes entities of HTML in a message where they are clearly not its own: in all of it when its headers write each angle
 * bracket as one, else in those headers alone that open an address with one. What stands beside brackets that are written
 * as themselves is as it was sent: `<sip:b@example.com?a=1&amp;b=2>`, or a document that quotes another.
 */
export function undoEntities(message: string): string {
  const end = headEnd(message);
  const [head, body] = [message.slice(0, end), message.slice(end)];
  const isAll = head.includes('&lt;') && !head.includes('<');
  const undone = isAll ? undo(head) : head.replace(/[^\r\n]+/g, (line) => (isEscaped(line) ? undo(line) : line));
  const isBodyEscaped = !body.includes('<') && (isAll || (undone !== head && OPENS_MARKUP.test(body)));
  return undone + (isBodyEscaped ? undo(body) : body);
}

function isEscaped(line: string): boolean {
  return !line.includes('<') && OPENS_URI.test(line);
}

/** Where the empty line behind the headers begins. */
function headEnd(message: string): number {
  const found = /\r?\n\r?\n/.exec(message);
  return found ? found.index : message.length;
}

function undo(text: string): string {
  return text.replace(ENTITY, (all, name: string) => entityText(name) ?? all);
}
