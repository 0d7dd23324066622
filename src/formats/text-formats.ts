import { asteriskChanSip } from './logs/asterisk-chan-sip.ts';
import { asteriskHistory } from './logs/asterisk-history.ts';
import { asteriskPjsip } from './logs/asterisk-pjsip.ts';
import { baresip } from './logs/baresip.ts';
import { hexDump } from './logs/hex-dump.ts';
import { homer } from './logs/homer.ts';
import { jssip } from './logs/jssip.ts';
import { kamailioSipdump } from './logs/kamailio-sipdump.ts';
import { kamailioXlog } from './logs/kamailio-xlog.ts';
import { ngrep, sipgrep } from './logs/ngrep.ts';
import { pjsua } from './logs/pjsua.ts';
import { sipjs } from './logs/sipjs.ts';
import { sipp } from './logs/sipp.ts';
import { sippShort } from './logs/sipp-short.ts';
import { sipsak } from './logs/sipsak.ts';
import { sngrep } from './logs/sngrep.ts';
import { sofia } from './logs/sofia.ts';
import { tcpdump } from './logs/tcpdump.ts';
import { tsharkEk } from './logs/tshark-ek.ts';
import { tsharkFollow } from './logs/tshark-follow.ts';
import { tsharkJson } from './logs/tshark-json.ts';
import { tsharkPdml } from './logs/tshark-pdml.ts';
import { tsharkSummary } from './logs/tshark-summary.ts';
import { tsharkVerbose } from './logs/tshark-verbose.ts';
import type { TextFormat } from './text/text-format.ts';

/** Text logs, in the order in which they are asked about a line. */
export const textFormats: readonly TextFormat[] = [
  asteriskPjsip,
  asteriskChanSip,
  asteriskHistory,
  sofia,
  pjsua,
  sipp,
  sippShort,
  kamailioSipdump,
  kamailioXlog,
  sipgrep,
  ngrep,
  homer,
  sngrep,
  baresip,
  jssip,
  sipjs,
  sipsak,
  tcpdump,
  tsharkVerbose,
  tsharkJson,
  tsharkEk,
  tsharkPdml,
  tsharkFollow,
  tsharkSummary,
  hexDump,
];
