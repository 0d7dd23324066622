import { linkFamily, type Tie } from './family.ts';
import { linkByCorrelation } from './join-correlations.ts';
import { linkEqual } from './join-equal.ts';
import { linkFollowers } from './join-follow.ts';
import { legsByCallId, linkByName, longerCallIds } from './join-named.ts';
import { linkOffers } from './join-offers.ts';
import { LegLists } from './leg-lists.ts';
import type { Legs } from './leg-relations.ts';
import { evidenceCode, type LinkSink } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';

const FROM_TAG: Tie = { evidence: evidenceCode('from-tag'), strong: true };
const CALL_ID_AFFIX: Tie = { evidence: evidenceCode('call-id-affix'), strong: true };
/** Shorter tags are counters, or constants of test tools. Bytes. */
const LEAST_TAG = 8;

/** Adds links of legs that share a key: evidence that is certain or strong. Linear in the number of keys. */
export function linkByKey(legs: Legs, shared: SharedKeys, links: LinkSink): void {
  const byCallId = legsByCallId(legs);
  linkByName(legs, byCallId, links);
  linkEqual(legs, shared, links);
  linkFollowers(legs, shared, links);
  linkOffers(legs, shared, links);
  linkTags(legs, links);
  linkByCorrelation(legs, links);
  linkAffixes(legs, byCallId, links);
}

/** The same From tag under different Call-IDs: topology hiding. */
function linkTags(legs: Legs, links: LinkSink): void {
  const { index, facts } = legs;
  const { fromTag } = index.columns;
  const firstLeg = new Int32Array(index.tags.count).fill(-1);
  const others = new LegLists(index.tags.count, facts.count);
  for (let leg = 0; leg < facts.count; leg++) {
    const row = facts.first[leg] as number;
    const tag = row < 0 ? -1 : (fromTag[row] as number);
    if (tag < 0) continue;
    if (firstLeg[tag] === -1) firstLeg[tag] = leg;
    else if (index.tags.lengthOf(tag) >= LEAST_TAG) others.add(tag, leg);
  }
  for (const tag of others.values) linkFamily(legs, others.of(tag, firstLeg[tag] as number), FROM_TAG, tag, links);
}

/** A Call-ID that is another one and what B2BUAs add to it. */
function linkAffixes(legs: Legs, byCallId: Int32Array, links: LinkSink): void {
  const longer = longerCallIds(legs, byCallId);
  for (const id of longer.values) linkFamily(legs, longer.of(id, byCallId[id] as number), CALL_ID_AFFIX, id, links);
}
