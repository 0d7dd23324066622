import { describe, expect, it } from 'vitest';
import { describeCall } from '../../src/call/describe.ts';
import { summarise } from '../../src/call/summarise.ts';
import { type Story, tellStory } from '../../src/diagnose/story.ts';
import { laneFacts } from '../../src/ladder/lane-facts.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

function storyOf(flow: string): Story {
  const index = indexFrom(callFrom(flow));
  const detail = describeCall(index, summarise(index), 0);
  return tellStory(detail, laneFacts(index, detail));
}

const texts = (story: Story) => story.details.map(({ text }) => text);

const NAMES = `alice = 192.0.2.10:5060 "Alice Archer"
  bob = 192.0.2.20:5060 "Bob Baker"
`;
const ANSWERED = `${NAMES}
  alice -> bob INVITE sdp
  bob -> alice 180 +1s
  bob -> alice 200 sdp +3.29s
  alice -> bob ACK`;

/** What happened, and the sentence that says so. */
const SENTENCES: readonly (readonly [string, string, string])[] = [
  [
    'an answered call, and who hung up',
    `${ANSWERED}
     … 72s
     bob -> alice BYE
     alice -> bob 200`,
    'Alice Archer called Bob Baker; answered after 4.29 s, talked 1 min 12 s, Bob Baker hung up.',
  ],
  [
    'a caller who gives up while it rings',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 180
     alice -> bob CANCEL +18.2s
     bob -> alice 200 CANCEL
     bob -> alice 487 INVITE
     alice -> bob ACK`,
    'Alice Archer called Bob Baker; it rang for 18.2 s, then Alice Archer gave up.',
  ],
  [
    'busy',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 486
     alice -> bob ACK`,
    'Alice Archer called Bob Baker, who was busy (486 Busy Here).',
  ],
  [
    'declined',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 603
     alice -> bob ACK`,
    'Alice Archer called Bob Baker, who declined the call (603 Decline).',
  ],
  [
    'media that was not accepted',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 488
     alice -> bob ACK`,
    'Alice Archer called Bob Baker, but Bob Baker did not accept the media offered (488 Not Acceptable Here).',
  ],
  [
    'nobody answers at all',
    `${NAMES}
     alice -> bob INVITE sdp
     alice -> bob INVITE again +500ms
     alice -> bob INVITE again +1s
     … 40s
     alice -> carol OPTIONS @other`,
    'Alice Archer called Bob Baker, but nothing ever answered the INVITE (sent 3 times within 1.50 s).',
  ],
  [
    'a capture that ends too early',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 180`,
    'Alice Archer called Bob Baker; the capture ends while it is still ringing.',
  ],
  [
    'a capture that starts too late',
    `${ANSWERED.replace(/->/g, 'x>')}
     alice -> bob INFO
     bob -> alice 200
     alice -> bob BYE
     bob -> alice 200`,
    'The capture starts after the call between Alice Archer and Bob Baker was set up; Alice Archer hung up.',
  ],
  [
    'no ACK: dropped, whatever the words in BYE say',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 200 sdp
     bob -> alice 200 again +500ms
     bob -> alice 200 again +1s
     … 30s
     bob -> alice BYE
     alice -> bob 200`,
    'Alice Archer called Bob Baker; it dropped 31.5 s after the answer because no ACK arrived.',
  ],
  [
    'a log without times claims none',
    `clock none
     ${ANSWERED}
     bob -> alice BYE
     alice -> bob 200`,
    'Alice Archer called Bob Baker; answered, Bob Baker hung up.',
  ],
];

describe('the sentence of a story', () => {
  it.each(SENTENCES)('%s', (_, flow, said) => {
    expect(storyOf(flow).sentence).toBe(said);
  });

  it('names the registrar by its host, since the user stands on both sides', () => {
    const story = storyOf(`alice -> pbx REGISTER
      pbx -> alice 401
      alice -> pbx REGISTER
      pbx -> alice 200 +5ms`);
    expect(story.sentence).toMatch(/^Alice registered at example\.com; accepted after \d+ ms\.$/);
    expect(texts(story)[0]).toMatch(/^example\.com asked for credentials \(401 Unauthorized\)/);
  });

  it('says where it knows nothing of the first half of a call that failed', () => {
    const story = storyOf(`alice x> bob INVITE sdp
      bob -> alice 180
      bob -> alice 480 +20s
      alice -> bob ACK`);
    expect(story.sentence).toMatch(/^The capture starts after Alice had called Bob; it rang for 20\.0 s/);
  });
});

describe('the details of a story', () => {
  it('tell a refused re-INVITE, and that the call went on, at the refusal', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 488
      alice -> bob ACK
      alice -> bob BYE
      bob -> alice 200`);
    const said = story.details.find(({ text }) => text.includes('488'));
    expect(said?.text).toBe(
      'An attempt to hold by Alice Archer was refused with 488 Not Acceptable Here, and the call went on (RFC 3261 §14.1).',
    );
    expect(said?.row).toBe(5);
  });

  it('tell that 481 to a re-INVITE ends the dialog', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE sdp
      bob -> alice 481
      alice -> bob ACK
      alice -> bob BYE
      bob -> alice 481`);
    expect(texts(story).join(' ')).toContain('481 Call/Transaction Does Not Exist, which ends the dialog');
  });

  it('tell a hold with its length, and do not count the resume as another change', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob INVITE sdp +5s
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob BYE
      bob -> alice 200`);
    const said = texts(story).filter((text) => /hold|re-INVITE/.test(text));
    expect(said).toEqual([expect.stringMatching(/^Alice Archer put the call on hold for 5\.0/)]);
  });

  it('tell a fork: who answered, who was cancelled, who refused', () => {
    const story = storyOf(`proxy p1
      alice -> p1 INVITE sdp to bob
      p1 -> bob INVITE sdp
      p1 -> carol INVITE sdp
      p1 -> dave INVITE sdp
      bob -> p1 180
      carol -> p1 180
      dave -> p1 486
      p1 -> dave ACK
      bob -> p1 200 sdp
      p1 -> alice 200 sdp
      p1 -> carol CANCEL
      carol -> p1 200 CANCEL
      carol -> p1 487 INVITE
      p1 -> carol ACK`);
    const fork = texts(story).find((text) => text.includes('destinations')) ?? '';
    expect(fork).toContain('tried 3 destinations');
    expect(fork).toContain('answered');
    expect(fork).toContain('was cancelled');
    expect(fork).toContain('486 Busy Here');
  });

  it('tell what was repeated, most often first', () => {
    const story = storyOf(`${NAMES}
      alice -> bob INVITE sdp
      alice -> bob INVITE again +500ms
      alice -> bob INVITE again +1s
      bob -> alice 200 sdp
      alice -> bob ACK`);
    expect(texts(story)).toContain('Alice Archer sent the INVITE 3 times.');
  });

  it('admit inferred addresses', () => {
    const story = storyOf(`addresses none
      ${ANSWERED}`);
    expect(texts(story).at(-1)).toMatch(/inferred from the messages/);
  });

  it('keep quiet about a plain call', () => {
    expect(
      texts(
        storyOf(`${ANSWERED}
      alice -> bob BYE
      bob -> alice 200`),
      ),
    ).toEqual([]);
  });

  it('point only at messages of the call', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 491
      alice -> bob ACK
      bob -> alice UPDATE sdp
      alice -> bob 200 sdp
      alice -> bob REFER refer-to carol
      bob -> alice 202
      bob -> alice NOTIFY sipfrag 200
      alice -> bob 200
      alice -> bob BYE
      bob -> alice 481`);
    expect(story.details.length).toBeGreaterThan(3);
    for (const { row } of story.details) expect(row).toBeLessThan(15);
  });
});
