import { findStamp, uptimeStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME = /SIP(?:\/Msg\/|\s?Msg:)(?:[a-z]+\/\d+\/)*ccsipDisplayMsg:\s*(?:(Sent|Received):)?\s*$/;
/** The line behind it. */
const SECOND =
  /(?:^|\W)(?:(?<sent>Sent)|(?<received>Received)):\s*(?:SIP (?<tp>\w+) message from (?<src>\S{1,80}?):(?<sp>\d{1,5}) to (?<dst>\S{1,80}?):(?<dp>\d{1,5}))?\s*$/;
/** Lines of comment that people put in between. */
const COMMENTS = 2;

/** `debug ccsip messages` and `show voip trace`; only the latter names addresses. */
export const ciscoIos: TextFormat = {
  id: 'cisco-ios',
  label: 'Cisco IOS, IOS XE and CUBE',
  clock: 'time-of-day',
  looks: '//-1/xxxxxxxxxxxx/SIP/Msg/ccsipDisplayMsg: Received:',
  cues: ['ccsipDisplayMsg:'],
  reach: 6,
  frame(view) {
    const found = FRAME.exec(view.text);
    if (!found) return null;
    const before = view.text.slice(0, found.index);
    const stamp = findStamp(before) ?? uptimeStamp(before);
    if (found[1]) return { direction: found[1] === 'Sent' ? 'sent' : 'received', stamp };
    for (let n = 1; n <= 1 + COMMENTS; n++) {
      const second = frameOf(SECOND.exec(view.line(n) ?? ''));
      if (second) return { ...second, stamp, column: undefined };
    }
    return null;
  },
};
