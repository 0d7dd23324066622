import { isSameHost } from '../../base/address.ts';
import type { Described } from '../../media/offer-answer.ts';
import type { MediaSession } from '../../media/sessions.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const versionUnchanged: Rule = {
  id: 'S22',
  title: 'SDP changed, version did not',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3264 §8',
  reads: ['sdp'],
  asks: ['sdp'],
  when: 'A side sends another SDP than before in the same session, with the same sess-version in its o= line.',
  unless: [
    'the version was raised, with the change or without one: a refresh',
    'the same SDP comes again',
    'the o= line is another one: a server changed the source of the media',
    'it is the SDP of another branch of a fork',
    'the SDP before was refused: there was no session to change',
  ],
  nextStep: 'The sender has to raise the version with every change; a strict peer keeps the old address otherwise.',
  *check(scene) {
    for (const session of scene.media()) {
      for (const [before, after] of successive(session)) {
        const [a, b] = [before.sdp.origin, after.sdp.origin];
        if (!a || !b || a.sessionId !== b.sessionId || a.sessionVersion !== b.sessionVersion) continue;
        if (!isSameHost(a.address, b.address) || a.userName !== b.userName || isSameBody(before, after)) continue;
        yield {
          messages: [before.message.row, after.message.row],
          text: `${speakerOf(scene, after)} changed its SDP but kept the version ${a.sessionVersion.slice(0, 20)}: a strict peer ignores the change, and audio stays where it was.`,
        };
      }
    }
  },
};

/** Each binding description of a side with the one before it that was not refused (RFC 3264 §8). */
function successive({ negotiations }: MediaSession): (readonly [Described, Described])[] {
  const last = new Map<string, Described>();
  const pairs: (readonly [Described, Described])[] = [];
  for (const { offer, answer, state } of negotiations) {
    for (const described of [offer, answer]) {
      if (!described) continue;
      const before = last.get(described.sender);
      if (before) pairs.push([before, described]);
      if (state !== 'rejected') last.set(described.sender, described);
    }
  }
  return pairs;
}

function isSameBody(before: Described, after: Described): boolean {
  return before.sdp === after.sdp || bodyOf(before) === bodyOf(after);
}

function bodyOf({ sdp }: Described): string {
  return sdp.lines
    .filter(({ type }) => type !== 'o')
    .map(({ type, value }) => `${type}=${value.trim()}`)
    .join('\n');
}
