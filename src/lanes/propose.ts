import type { CallDetail } from '../call/types.ts';
import { socketText } from '../diagnose/party.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { everyPort } from '../view/lane-pattern.ts';
import { readSaid, type Scene } from './evidence.ts';
import { namings } from './naming.ts';
import { passings } from './passing.ts';
import { sharedAddresses } from './ports.ts';
import { talksOf } from './talks.ts';

/** Sockets that may be one machine: for a person to say so or not. */
export interface LaneProposal {
  /** The same for the same sockets. */
  readonly id: string;
  readonly evidence: 'naming' | 'passing' | 'ports';
  /** As decisions name them, at least two. */
  readonly sockets: readonly string[];
  /** All ports of their address, as decisions write it; '' where they are of several. */
  readonly pattern: string;
  /** Why, in one sentence. */
  readonly text: string;
  /** Row of a message that shows it, -1 when no single one does. */
  readonly row: number;
}

/** More than anybody goes through for one call. */
const MOST = 20;

/** Which lanes of a call may be one machine, the surest first. Reads a few hundred of its messages at most. */
export async function proposeLanes(
  index: MessageIndex,
  detail: CallDetail,
  readBytes: (row: number) => Promise<Uint8Array>,
): Promise<LaneProposal[]> {
  const ids = [...new Set(detail.messages.flatMap(({ from, to }) => [from, to]))].filter((id) => id >= 0);
  const endpoints = ids.filter((id) => index.endpoints.get(id).address !== '');
  if (endpoints.length < 2) return [];
  const said = await readSaid(detail.messages, readBytes);
  const scene: Scene = { index, detail, talks: talksOf(index), endpoints, said };
  const found = new Map<string, LaneProposal>();
  for (const proposal of [...byName(scene), ...byPassing(scene), ...byPorts(scene)]) {
    if (!found.has(proposal.id)) found.set(proposal.id, proposal);
  }
  return [...found.values()].slice(0, MOST);
}

function byName(scene: Scene): LaneProposal[] {
  return namings(scene).map(({ speaker, named, header, row }) => {
    const [one, other] = [hostOf(scene, speaker), hostOf(scene, named)];
    const text = `${one} calls itself ${other} in its ${header}, and they never send each other anything.`;
    return pairOf(scene, 'naming', [named, speaker], text, row);
  });
}

function byPassing(scene: Scene): LaneProposal[] {
  return passings(scene).map(({ into, out, text, row }) => {
    const hosts = `${hostOf(scene, into)} and ${hostOf(scene, out)}`;
    return pairOf(scene, 'passing', [into, out], `${hosts} never send each other anything, and ${text}.`, row);
  });
}

function byPorts(scene: Scene): LaneProposal[] {
  return sharedAddresses(scene).map((group) => {
    const sockets = group.map((id) => socketText(scene.index.endpoints.get(id)));
    const address = hostOf(scene, group[0] ?? 0);
    const ports = group.map((id) => scene.index.endpoints.get(id).port || 'no port');
    const list = ports.length > 6 ? `${ports.slice(0, 5).join(', ')} and ${ports.length - 5} more` : ports.join(', ');
    const text = `${address} appears with ${group.length} ports (${list}) that never send each other anything.`;
    const id = JSON.stringify(sockets.toSorted());
    return { id, evidence: 'ports', sockets, pattern: everyPort(address), text, row: -1 };
  });
}

/** Two sockets of two hosts. One proposal for two hosts is enough, whichever sockets of them showed it. */
function pairOf(
  { index, talks }: Scene,
  evidence: LaneProposal['evidence'],
  pair: readonly [number, number],
  text: string,
  row: number,
): LaneProposal {
  const id = pair
    .map((endpoint) => talks.hosts[endpoint] ?? -1)
    .toSorted((a, b) => a - b)
    .join(' ');
  const sockets = pair.map((endpoint) => socketText(index.endpoints.get(endpoint)));
  return { id, evidence, sockets, pattern: '', text, row };
}

function hostOf({ index }: Scene, endpoint: number): string {
  return index.endpoints.get(endpoint).address;
}
