import { parseNameAddr } from '../../sip/name-addr.ts';
import { faultsOf, messageText } from '../hygiene.ts';
import type { Rule } from '../rule.ts';

const CODES = new Set(['bare-cr', 'nul-character', 'control-character', 'invalid-utf8']);
/** Characters that turn the direction of writing. */
const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/;

export const oddCharacters: Rule = {
  id: 'H08',
  title: 'Odd characters',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3261 §25.1',
  reads: ['messages'],
  when: 'A message has control characters, bytes that are no UTF-8, lone CR, or characters that turn the direction of writing.',
  unless: ['letters of any script in a display name are legal', 'the log changed the line ends'],
  nextStep: 'Text may look different from what it is: look at the bytes.',
  *check(scene) {
    for (const { message, problem } of faultsOf(scene, CODES)) {
      yield {
        confidence: 'hint',
        messages: [message.row],
        text: `The ${messageText(scene, message)}: ${problem.text}`,
      };
    }
    const turned = scene.messages.find(({ row, copy }) => copy === null && BIDI.test(scene.header(row, 'From') ?? ''));
    if (!turned) return;
    const name = parseNameAddr(scene.header(turned.row, 'From') ?? '').displayName ?? '';
    yield {
      confidence: 'hint',
      messages: [turned.row],
      text: `The caller name of the ${messageText(scene, turned)} has ${name.length} characters, some of which turn the direction of writing: it may look like another name.`,
    };
  },
};
