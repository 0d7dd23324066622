import { HELD, MEDIA, OFFERED } from '../sip/key-table.ts';
import { SDP } from '../sip/sdp-flags.ts';
import type { Legs } from './leg-relations.ts';
import { evidenceCode, type LinkSink } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';

const THIRD_PARTY = evidenceCode('third-party');
const MUSIC = evidenceCode('music');
const USES = (1 << MEDIA) | (1 << HELD);
/** What was offered is passed on at once. Microseconds. */
const FOLLOWS = 5_000_000;
/** Values that more messages carry are constants of a test tool or of a server. */
const MOST_KEYS = 64;

interface Offer {
  readonly leg: number;
  readonly row: number;
  readonly at: number;
  /** Host of who asked for it with an INVITE without an offer. */
  readonly host: number;
}

/**
 * Links a leg whose INVITE came without an offer to the leg in which its sender passed on what was offered then: as a first
 * offer (third-party call control, RFC 3725 §4), or to who is put on hold (music on hold, RFC 7088). Several that fit: none.
 */
export function linkOffers(legs: Legs, shared: SharedKeys, links: LinkSink): void {
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    if (!(kinds & (1 << OFFERED)) || !(kinds & USES)) continue;
    if ((shared.start[i + 1] as number) - (shared.start[i] as number) > MOST_KEYS) continue;
    linkOffer(legs, shared, i, links);
  }
}

function linkOffer({ index, facts }: Legs, shared: SharedKeys, i: number, links: LinkSink): void {
  const c = index.columns;
  const { row: rowOf, kind } = index.keys.columns;
  const keys = Array.from(shared.keys.subarray(shared.start[i], shared.start[i + 1]));
  const host = (endpoint: number | undefined) => facts.hosts[endpoint as number] ?? -1;
  const offers = keys.flatMap((key): Offer[] => {
    const row = rowOf[key] as number;
    const leg = facts.legOfRow[row] as number;
    const first = facts.first[leg] ?? -1;
    // The message index knows no order: whether the INVITE came without an offer is told here.
    if (kind[key] !== OFFERED || first < 0 || (c.body[first] as number) & SDP) return [];
    return [{ leg, row, at: c.time[row] as number, host: host(c.to[row]) }];
  });
  for (const key of keys) {
    if (kind[key] === OFFERED || !(USES & (1 << (kind[key] as number)))) continue;
    const row = rowOf[key] as number;
    const leg = facts.legOfRow[row] as number;
    const from = host(c.from[row]);
    const fitting = offers.filter(
      (offer) => offer.leg !== leg && offer.host === from && isBefore(offer, row, c.time[row]),
    );
    const found = new Set(fitting.map((offer) => offer.leg));
    const evidence = kind[key] === HELD ? MUSIC : THIRD_PARTY;
    for (const other of found) if (found.size === 1) links.add(other, leg, evidence, 0, shared.value[i] as number);
  }
}

/** The offer came shortly before the message that passes it on; without a clock the order of reading tells. */
function isBefore(offer: Offer, row: number, time = Number.NaN): boolean {
  const apart = time - offer.at;
  return Number.isNaN(apart) ? offer.row < row : apart >= 0 && apart <= FOLLOWS;
}
