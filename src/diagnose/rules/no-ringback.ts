import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';

/** So short a silence nobody minds, microseconds. */
const SHORT = 3_000_000;

export const noRingback: Rule = {
  id: 'S25',
  title: 'No ringback expected',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3960 §3.2',
  reads: ['index', 'sdp'],
  asks: ['progress'],
  when: 'The only sign before the answer is a 183 without usable media, so the caller’s phone neither rings nor hears anything.',
  unless: ['a 180 comes too', 'the answer follows within 3 seconds', 'the 183 has media'],
  nextStep: 'The callee’s side should send 180, or media with the 183.',
  *check(scene) {
    const exchange = scene.initial.at(-1);
    if (!exchange?.request) return;
    const { responses, final, cancel } = exchange;
    const progress = responses.filter(({ status }) => status > 100 && status < 200);
    const [first] = progress;
    const end = cancel ?? final ?? null;
    if (!first || progress.some(({ status, sdp }) => status === 180 || sdp?.earlyMedia)) return;
    if (progress.some(({ status }) => status !== 183)) return;
    const silence = (end?.time ?? scene.coverage.ends) - first.time;
    if (!(silence >= SHORT)) return;
    const until = isSuccess(end) ? 'the answer' : cancel ? 'the caller gave up' : 'the end';
    yield {
      confidence: 'likely',
      messages: rowsOf([exchange.request, ...progress, end]),
      text: `${scene.nameOf(first.from)} sent only 183${first.sdp ? ' with media that is closed' : ' without media'}: the caller heard silence for ${sayDuration(silence)}, until ${until}.`,
    };
  },
};
