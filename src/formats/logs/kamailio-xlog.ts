import { findStamp } from '../text/stamp.ts';
import { readSurroundings } from '../text/surroundings.ts';
import type { TextFormat } from '../text/text-format.ts';

/** ` 1(2353) INFO: <script>: text` on a console; the same behind `kamailio[58605]: ` in a syslog. */
const FRAME =
  /(?:\d+\(\d+\) |(?:kamailio|opensips|ser|openser)[^\s[]*\[\d+\]: )(?:[A-Z]+: )?(?:\{[^}]{0,300}\} ?)?(?:<script>|\[[^\]]*\])?:? ?(.*)$/;

/** Kamailio and OpenSIPS scripts that print messages with `xlog("… $mb")`; the text before the message is the script's own. */
export const kamailioXlog: TextFormat = {
  id: 'kamailio-xlog',
  label: 'Kamailio or OpenSIPS script log',
  clock: 'absolute',
  looks: 'NOTICE: <script>: …',
  cues: ['<script>:', 'kamailio[', 'opensips['],
  reach: 2,
  announcesNothing: true,
  frame({ text }) {
    const found = FRAME.exec(text);
    if (!found) return null;
    const said = readSurroundings([found[1] ?? '']);
    return { ...said, stamp: said?.stamp ?? findStamp(text.slice(0, found.index)) };
  },
};
