import { warningGuide } from '../../guide/warnings.ts';
import { parseWarnings } from '../../sip/reason.ts';
import type { Rule } from '../rule.ts';
import { quoted, rowsOf, statusText } from '../texts.ts';

export const warningHeader: Rule = {
  id: 'R20',
  title: 'Warning header explains',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3261 §20.43',
  reads: ['messages'],
  asks: ['failure'],
  headers: ['Warning'],
  when: 'A failure response carries a Warning header.',
  unless: ['the code of the Warning is no number: only its text is shown'],
  nextStep: 'Follow the text: it mostly names what the other side could not accept.',
  *check(scene) {
    for (const message of scene.messages) {
      if (message.status < 300 || message.copy !== null) continue;
      for (const { code, text, agent } of scene
        .headers(message.row)
        .all('Warning')
        .flatMap(parseWarnings)
        .slice(0, 3)) {
        const guide = code === null ? null : warningGuide(code);
        const said = text || agent;
        if (said === '' && !guide) continue;
        yield {
          messages: rowsOf([message]),
          text: `With ${statusText(message)}, ${scene.nameOf(message.from)} warns${code === null ? '' : ` (${code})`}: ${quoted(said || guide?.text || '')}.${guide ? ` ${guide.meaning}` : ''}`,
        };
      }
    }
  },
};
