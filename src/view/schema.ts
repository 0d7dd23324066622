import * as v from 'valibot';
import { EMPTY_VIEW, TEXT_LIMIT, type View } from './view.ts';

/** Lanes that decisions may name. */
const LANE_LIMIT = 1000;
/** Calls on one time line. */
const CALL_LIMIT = 5000;
/** Notes that are kept. */
const NOTE_LIMIT = 5000;
/** Pairs of legs that decisions may name. */
const PAIR_LIMIT = 10_000;

const text = v.pipe(v.string(), v.maxLength(TEXT_LIMIT));
const texts = v.pipe(v.array(text), v.maxLength(LANE_LIMIT));
const lists = v.pipe(v.array(texts), v.maxLength(LANE_LIMIT));
const row = v.pipe(v.number(), v.integer(), v.minValue(0));
const position = v.nullable(row);
/** Microseconds. */
const offset = v.pipe(v.number(), v.integer());
const pairs = v.pipe(v.array(v.tuple([row, row])), v.maxLength(PAIR_LIMIT));

/** What came from somewhere else is taken piece by piece: a piece that is wrong falls back, an unknown one is left out. */
const schema = v.object({
  call: v.fallback(position, null),
  together: v.fallback(v.pipe(v.array(row), v.maxLength(CALL_LIMIT)), []),
  row: v.fallback(position, null),
  filter: v.fallback(text, ''),
  lanes: v.fallback(
    v.object({
      order: v.fallback(texts, []),
      hidden: v.fallback(texts, []),
      names: v.fallback(v.pipe(v.array(v.tuple([text, text])), v.maxLength(LANE_LIMIT)), []),
      merged: v.fallback(lists, []),
      apart: v.fallback(lists, []),
      keepalives: v.fallback(v.boolean(), false),
    }),
    { order: [], hidden: [], names: [], merged: [], apart: [], keepalives: false },
  ),
  legs: v.fallback(v.object({ joined: v.fallback(pairs, []), cut: v.fallback(pairs, []) }), { joined: [], cut: [] }),
  notes: v.fallback(v.pipe(v.array(v.tuple([row, text])), v.maxLength(NOTE_LIMIT)), []),
  clocks: v.fallback(v.pipe(v.array(v.tuple([row, offset])), v.maxLength(LANE_LIMIT)), []),
});

/** The view that a JSON text holds. Never throws; of a text that is none, the empty view comes back. */
export function parseView(json: string): View {
  const result = v.safeParse(schema, parseJson(json));
  if (!result.success) return EMPTY_VIEW;
  const { lanes, notes, clocks, ...rest } = result.output;
  const maps = { notes: new Map(notes), clocks: new Map(clocks) };
  return { version: 1, ...rest, lanes: { ...lanes, names: new Map(lanes.names) }, ...maps };
}

/** The view as a short JSON text: what is as in the empty view is left out. */
export function writeView({ call, together, row, filter, lanes, legs, notes, clocks }: View): string {
  const { order, hidden, merged, apart, keepalives } = lanes;
  const names = [...lanes.names];
  const decided: [string, unknown][] = Object.entries({ order, hidden, names, merged, apart }).filter(
    ([, list]) => list.length > 0,
  );
  if (keepalives) decided.push(['keepalives', true]);
  return JSON.stringify({
    ...(call !== null && { call }),
    ...(together.length > 1 && { together }),
    ...(row !== null && { row }),
    ...(filter !== '' && { filter }),
    ...(decided.length > 0 && { lanes: Object.fromEntries(decided) }),
    ...((legs.joined.length > 0 || legs.cut.length > 0) && { legs }),
    ...(notes.size > 0 && { notes: [...notes] }),
    ...(clocks.size > 0 && { clocks: [...clocks] }),
  });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
