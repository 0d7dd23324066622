import type { Endpoint } from '../base/endpoint.ts';
import { socketText } from '../diagnose/party.ts';
import { givenNames, laneKeys } from '../view/lanes.ts';
import type { LaneDecisions } from '../view/view.ts';
import type { LadderInput, LaneFacts } from './input.ts';
import { decidedOrder, flowOrder } from './lane-order.ts';
import { keepaliveLanes, waysOf } from './lane-ways.ts';
import type { Lane } from './picture.ts';
import {
  ADDRESS_SIZE,
  EASY_LANE_DISTANCE,
  HEAD_HALF,
  LEAST_LANE_DISTANCE,
  LEFT_MARGIN,
  MOST_LANE_DISTANCE,
  NAME_SIZE,
  PRODUCT_SIZE,
  RIGHT_MARGIN,
} from './sizes.ts';
import { shorten } from './text-width.ts';
import { visible } from './visible.ts';

/** A lane before it has a place. */
export interface LaneDraft {
  readonly key: string;
  readonly sockets: string[];
  readonly endpoints: number[];
  readonly facts: LaneFacts[];
}

export interface LanePlan {
  readonly lanes: readonly LaneDraft[];
  /** Position in `lanes` by endpoint id; absent for a hidden lane. */
  readonly laneOf: ReadonlyMap<number, number>;
  readonly hidden: readonly string[];
  /** How many lanes carry only keepalives, drawn as one or not; 0 where there is nothing to fold. */
  readonly keepalives: number;
}

/** Key of the lane that stands for all that carry only keepalives; no socket is written so. */
export const KEEPALIVES = '(keepalives)';

/**
 * How decisions about lanes, links and files name a socket: `192.0.2.1:5060`, `[2001:db8::1]:5060`; where the trace gives
 * no address `this system`, `unknown`, and `unknown 2` for another one.
 */
class SocketNames {
  readonly #counts = new Map<string, number>();

  name(endpoint: Endpoint): string {
    const text = socketText(endpoint) || 'unknown';
    if (endpoint.address !== '') return text;
    const count = (this.#counts.get(text) ?? 0) + 1;
    this.#counts.set(text, count);
    return count > 1 ? `${text} ${count}` : text;
  }
}

/** Which lanes there are, in which order, and which sockets each of them takes. */
export function planLanes(input: LadderInput): LanePlan {
  const { decisions } = input;
  const laneKey = laneKeys(decisions.merged);
  const drafts = new Map<string, LaneDraft>();
  const keyOf = new Map<number, string>();
  const names = new SocketNames();
  const keyFor = (endpoint: number): string => {
    const known = keyOf.get(endpoint);
    if (known !== undefined) return known;
    const facts = input.lanes.get(endpoint) ?? nobody(endpoint);
    const socket = names.name(facts.endpoint);
    const key = laneKey(socket);
    keyOf.set(endpoint, key);
    const draft = drafts.get(key) ?? { key, sockets: [], endpoints: [], facts: [] };
    drafts.set(key, draft);
    const at = socket === key ? 0 : draft.sockets.length;
    draft.endpoints.push(endpoint);
    if (!draft.sockets.includes(socket)) draft.sockets.splice(at, 0, socket);
    draft.facts.splice(at, 0, facts);
    return key;
  };
  const order = decidedOrder(flowOrder(waysOf(input, keyFor)), decisions.order);
  const hidden = order.filter((key) => decisions.hidden.includes(key));
  const shown = order.filter((key) => !hidden.includes(key));
  const quiet = keepaliveLanes(input.messages, shown, keyFor);
  const fold = quiet.length > 1 && !decisions.keepalives ? quiet : [];
  const lanes = shown.filter((key) => !fold.includes(key)).flatMap((key) => drafts.get(key) ?? []);
  if (fold.length > 0) lanes.push(foldedLane(fold.flatMap((key) => drafts.get(key) ?? [])));
  const laneOf = new Map(lanes.flatMap(({ endpoints }, at) => endpoints.map((endpoint) => [endpoint, at] as const)));
  return { lanes, laneOf, hidden, keepalives: quiet.length > 1 ? quiet.length : 0 };
}

/** Lanes that carry only keepalives as one. */
function foldedLane(drafts: readonly LaneDraft[]): LaneDraft {
  return {
    key: KEEPALIVES,
    sockets: drafts.flatMap(({ sockets }) => sockets),
    endpoints: drafts.flatMap(({ endpoints }) => endpoints),
    facts: drafts.flatMap(({ facts }) => facts),
  };
}

function nobody(id: number): LaneFacts {
  return { endpoint: { id, kind: 'unknown', address: '', port: 0 }, name: '', product: '', inferred: true };
}

export interface LaneRoom {
  readonly width: number;
  readonly gutter: number;
  /** Where the legend of the gutter ends, which the first head must leave clear. */
  readonly legend: number;
  /** Room that the last lane needs to its right, for messages to itself. */
  readonly rightMargin: number;
}

/** Lanes spread evenly over the room; `width` is what they need when that is more. */
export function placeLanes(
  { lanes }: LanePlan,
  room: LaneRoom,
  names: LaneDecisions['names'],
): { lanes: Lane[]; width: number; shift: number } {
  const right = Math.max(RIGHT_MARGIN, room.rightMargin);
  const before = Math.max(room.gutter + LEFT_MARGIN, HEAD_HALF);
  const steps = lanes.length - 1;
  const free = steps > 0 ? (room.width - before - right) / steps : 0;
  // Rather closer than to be scrolled sideways; once that must be, not closer than is easy to read.
  const wanted = free < LEAST_LANE_DISTANCE ? EASY_LANE_DISTANCE : free;
  const distance = Math.floor(Math.min(MOST_LANE_DISTANCE, wanted));
  const width = before + steps * distance + right;
  const shift = Math.max(0, Math.floor((room.width - width) / 2));
  const nameOf = givenNames(names);
  const placed = lanes.map((draft, at) => {
    const x = shift + before + at * distance;
    // A head reaches half way to its neighbours, and never over the edge.
    const atLeft = at === 0 ? 2 * (x - shift - (room.legend || 4)) : Number.POSITIVE_INFINITY;
    const atRight = at === steps ? 2 * (shift + right - 4) : Number.POSITIVE_INFINITY;
    return head(draft, x, Math.min(distance - 10, atLeft, atRight), nameOf(draft.key, draft.sockets));
  });
  return { lanes: placed, width: Math.max(room.width, width), shift };
}

function head(draft: LaneDraft, x: number, width: number, given: string | undefined): Lane {
  const { key, sockets, endpoints, facts } = draft;
  const isFolded = key === KEEPALIVES;
  const found = facts.find((fact) => fact.name)?.name || fallbackName(facts[0]);
  const name = isFolded ? `${sockets.length} others` : visible(given ?? found);
  const product = isFolded ? 'keepalives only' : visible(facts.find((fact) => fact.product)?.product ?? '');
  const named = facts.some(({ endpoint }) => endpoint.address !== '');
  const more = sockets.length > 1 ? ` +${sockets.length - 1}` : '';
  const socket = named ? visible(sockets[0] ?? '') : '';
  return {
    key,
    sockets,
    endpoints,
    name,
    product,
    inferred: facts.every((fact) => fact.inferred),
    x,
    shownName: shorten(name, width, NAME_SIZE, 'bold'),
    shownSocket: shorten(socket, width - more.length * 7, ADDRESS_SIZE, 'mono') + more,
    shownProduct: shorten(product, width, PRODUCT_SIZE, 'regular'),
  };
}

function fallbackName(facts: LaneFacts | undefined): string {
  if (!facts || facts.endpoint.kind === 'unknown') return 'unknown';
  return facts.endpoint.kind === 'self' ? 'this system' : facts.endpoint.address;
}
