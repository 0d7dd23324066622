import type { Endpoint } from '../base/endpoint.ts';
import { type Hop, hopsOf } from '../call/hops.ts';
import type { CallDetail, CallMessage, Party } from '../call/types.ts';
import { calleeName, partyName, partyNames, socketText, uriName } from './party.ts';

/** What a story needs to know of a socket. */
export interface StoryLane {
  readonly endpoint: Endpoint;
  readonly name: string;
}

/** Who is who in a call, over all its legs. */
export interface People {
  readonly caller: string;
  readonly callee: string;
  /** Name of an endpoint: the party it stands for, what the trace calls it, or its address. */
  readonly who: (endpoint: number) => string;
  /** The same, but a machine that stands for the callee by its address: it may be any on the way. */
  readonly box: (endpoint: number) => string;
  /** Equal for the sockets of one machine. */
  readonly machine: (endpoint: number) => number;
  /** The first INVITE on all its hops, and the machines that passed it on. */
  readonly way: readonly Hop[];
  readonly between: readonly number[];
}

export function peopleOf(detail: CallDetail, lanes: ReadonlyMap<number, StoryLane>): People {
  const { summary } = detail;
  const machine = machinesOf(detail, lanes);
  const way = wayOf(detail, lanes, machine);
  const byRow = new Map(detail.messages.map((message) => [message.row, message]));
  // A machine is known by the address that it is reached at: what it sends from may be any port, or another address.
  const senders = way.flatMap(({ parent }) => (parent < 0 ? [] : (byRow.get(way[parent]?.row ?? -1)?.to ?? -1)));
  const ends = new Set([machine(summary.caller.endpoint), machine(summary.callee.endpoint)]);
  const between = [...new Map(senders.map((id) => [machine(id), id])).values()].filter((id) => !ends.has(machine(id)));
  const lane = laneWords(lanes, machine);
  const [from, to] = partyNames(summary);
  const caller = from || lane(summary.caller.endpoint) || 'somebody';
  const callee = to || lane(summary.callee.endpoint) || 'somebody';
  const names = namesOf(detail, machine, new Set(between.map(machine)), [caller, callee]);
  const who = (id: number) => {
    if (id >= 0 && id === summary.caller.endpoint) return caller;
    if (id >= 0 && id === summary.callee.endpoint) return callee;
    return (id >= 0 && names.get(machine(id))) || lane(id) || 'somebody';
  };
  const box = (id: number) => {
    const isCallee = id === summary.callee.endpoint;
    return (isCallee && lanes.get(id)?.endpoint.address) || who(id);
  };
  return { caller, callee, who, box, machine, way, between };
}

/** Sockets of one address are one machine, unless the address is that of both parties: then everything runs on one. */
function machinesOf({ summary }: CallDetail, lanes: ReadonlyMap<number, StoryLane>): (endpoint: number) => number {
  const address = (id: number) => lanes.get(id)?.endpoint.address ?? '';
  const shared = address(summary.caller.endpoint) === address(summary.callee.endpoint);
  const first = new Map<string, number>();
  const machines = new Map<number, number>();
  for (const id of [summary.caller.endpoint, summary.callee.endpoint, ...lanes.keys()]) {
    const own = address(id);
    if (!first.has(own)) first.set(own, id);
    machines.set(id, shared || own === '' ? id : (first.get(own) as number));
  }
  return (id) => machines.get(id) ?? id;
}

function wayOf(
  detail: CallDetail,
  lanes: ReadonlyMap<number, StoryLane>,
  machine: (endpoint: number) => number,
): readonly Hop[] {
  // After a challenge or a redirect the last attempt is the one that went all the way.
  const first = detail.messages.findLast((message) => isInitial(message) && message.leg === 0 && message.copy === null);
  if (!first) return [];
  const hosts = new Int32Array(Math.max(0, ...lanes.keys()) + 1).fill(-1);
  for (const id of lanes.keys()) if (id >= 0) hosts[id] = machine(id);
  return hopsOf(detail, hosts, first.row);
}

function isInitial({ kind, method, reinvite }: CallMessage): boolean {
  return kind === 'request' && method === 'INVITE' && !reinvite;
}

/** Names of the parties of all legs by machine; whoever passes calls on is nobody's name. */
function namesOf(
  { summary, legs }: CallDetail,
  machine: (endpoint: number) => number,
  between: ReadonlySet<number>,
  [caller, callee]: readonly [string, string],
): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const note = ({ endpoint, uri }: Party, name: string) => {
    const at = machine(endpoint);
    if (endpoint < 0 || name === '' || names.has(at) || between.has(at)) return;
    // Test tools call everybody the same: then the URI tells who is meant.
    const isTaken = [...names.values()].includes(name);
    names.set(at, (isTaken && uriName(uri)) || name);
  };
  note(summary.caller, caller);
  note(summary.callee, callee);
  for (const leg of legs.slice(1)) {
    note(leg.summary.caller, partyName(leg.summary.caller));
    note(leg.summary.callee, calleeName(leg.summary));
  }
  return names;
}

/** Name of a lane, else its address; with the port only where two machines share the address. */
function laneWords(
  lanes: ReadonlyMap<number, StoryLane>,
  machine: (endpoint: number) => number,
): (id: number) => string {
  const sharing = new Map<string, Set<number>>();
  for (const [id, { endpoint }] of lanes)
    sharing.set(endpoint.address, (sharing.get(endpoint.address) ?? new Set()).add(machine(id)));
  return (id) => {
    const lane = lanes.get(id);
    if (!lane) return '';
    const { endpoint, name } = lane;
    return name || (sharing.get(endpoint.address)?.size === 1 && endpoint.address) || socketText(endpoint);
  };
}
