import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const FRAME = /JsSIP:Transport (?:(sending message)|received (?:(?:WebSocket )?(?:text|binary) )?message):/;

/** JsSIP in a browser's console or in Node. It names no addresses, and a copied console often glues lines together. */
export const jssip: TextFormat = {
  id: 'jssip',
  label: 'JsSIP console',
  clock: 'absolute',
  looks: 'JsSIP:Transport sending message:',
  cues: ['JsSIP:Transport '],
  frame({ text }) {
    const found = FRAME.exec(text);
    return found && { direction: found[1] ? 'sent' : 'received', stamp: findStamp(text.slice(0, found.index)) };
  },
};
