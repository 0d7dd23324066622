import { knownHeader } from '../headers.ts';
import type { HeaderField } from '../message.ts';
import { splitList } from '../values.ts';
import { splitVias } from '../via.ts';
import { align } from './align.ts';
import { type Cell, compareValues, compareWords, line, type Parted, parted, plainCell } from './lines.ts';
import { type Part, partsOf, whole } from './parts.ts';

/** Values of one header in one message. */
interface HeaderValues {
  readonly name: string;
  readonly values: readonly Parted[];
  /** Words whose order means nothing stand on one line. */
  readonly words: boolean;
}

/** Header names of all messages: in the order of the first one, others behind the name that precedes them there. */
export function headerNames(messages: readonly (readonly HeaderField[])[]): string[] {
  const names: string[] = [];
  const known = new Set<string>();
  for (const headers of messages) {
    let at = 0;
    for (const { canonical } of headers) {
      if (known.has(canonical)) {
        at = names.indexOf(canonical) + 1;
        continue;
      }
      known.add(canonical);
      names.splice(at, 0, canonical);
      at++;
    }
  }
  return names;
}

/** The cells of one header; `parents` as in compareMessages. */
export function headerCells(
  name: string,
  messages: readonly (readonly HeaderField[])[],
  parents: readonly number[],
): Cell[] {
  const sides = messages.map((headers) => valuesOf(name, headers));
  return sides.map((side, i) => {
    const before = sides[parents[i] ?? -1];
    if (!before) return side.words ? compareWords(side.values, side.values) : plainCell(side.values);
    return side.words ? compareWords(before.values, side.values) : compareValues(before.values, side.values);
  });
}

function valuesOf(name: string, headers: readonly HeaderField[]): HeaderValues {
  const known = knownHeader(name);
  const kind = known?.kind ?? 'text';
  const own = headers.filter(({ canonical }) => canonical === name);
  const texts = own.flatMap(({ value }) => (known?.multiple ? listed(kind, value) : [value]));
  const words = known?.multiple === true && kind === 'token';
  const values = texts.map((text) => {
    const parts = known ? partsOf(kind, text) : [whole(text)];
    return parted(text, parts, words ? text.toLowerCase() : identityOf(kind, parts));
  });
  return { name, values, words };
}

function listed(kind: string, value: string): string[] {
  const spans = kind === 'via' ? splitVias(value) : splitList(value);
  return spans.flatMap(({ start, end }) => (end > start ? [value.slice(start, end)] : []));
}

/** A Via or an address became another one when it names the same machine or person; any other value is replaced. */
function identityOf(kind: string, parts: readonly Part[]): string {
  const key = (name: string) => parts.find((part) => part.name === name)?.key ?? '';
  if (kind === 'via') return JSON.stringify([key('host'), key('port'), key(';branch')]);
  if (kind === 'reason') return key('protocol');
  return '';
}

/** Which headers stand in another place than in the message before, as one line for each; [] where none does. */
export function orderCells(messages: readonly (readonly HeaderField[])[], parents: readonly number[]): Cell[] {
  const orders = messages.map((headers) => [...new Set(headers.map(({ canonical }) => canonical))]);
  return orders.map((order, i): Cell => {
    const before = orders[parents[i] ?? -1];
    if (!before) return { lines: [], differences: [] };
    const inBoth = order.filter((name) => before.includes(name));
    const value = (text: string) => ({ text, key: text, identity: text });
    const moved = align(before.filter((name) => order.includes(name)).map(value), inBoth.map(value))
      .filter((pair) => pair.moved)
      .map(({ after }) => inBoth[after] ?? '');
    return { lines: moved.map((text) => line('moved', text)), differences: moved.length > 0 ? ['order'] : [] };
  });
}
