import type { Exchange } from '../exchange.ts';
import type { Found, Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { GIVE_UP } from '../silence.ts';
import { quoted, rowsOf, statusText } from '../texts.ts';

export const intervalTooSmall: Rule = {
  id: 'R18',
  title: 'Interval too small',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 4028 §6',
  reads: ['index', 'messages'],
  asks: ['failure'],
  when: 'A 422 names a larger Min-SE, or a 423 a larger Min-Expires; an error when the sender does not mend it.',
  unless: ['the sender asks again with a sufficient interval', 'the trace ends before it could'],
  nextStep: 'Set the interval of the sender to at least what the response names.',
  *check(scene) {
    for (const code of [422, 423]) {
      const refused = scene.exchanges.filter(({ hop, final }) => !hop && final?.status === code);
      const last = refused.at(-1);
      if (last) yield* judge(scene, code, last, refused.length);
    }
  },
};

function* judge(scene: Scene, code: number, last: Exchange, times: number): Generator<Found> {
  const { final, request } = last;
  if (!final) return;
  const mended = final.retried;
  if (!mended && !scene.coverage.watched(final.time, GIVE_UP)) return;
  const least = scene.header(final.row, code === 422 ? 'Min-SE' : 'Min-Expires') ?? '';
  const asked = request ? scene.header(request.row, code === 422 ? 'Session-Expires' : 'Expires') : null;
  yield {
    severity: mended && times === 1 ? 'info' : mended ? 'warning' : 'error',
    messages: rowsOf([request, final]),
    text: `${scene.nameOf(final.from)} says ${statusText(final)}: it wants at least ${quoted(least, 20)} s${asked ? `, asked were ${quoted(asked, 40)}` : ''}.${mended ? ' The sender asked again.' : ' The sender did not ask again.'}`,
    reference: code === 422 ? 'RFC 4028 §6' : 'RFC 3261 §21.4.17',
  };
}
