import { asteriskChanSip } from './logs/asterisk-chan-sip.ts';
import { asteriskHistory } from './logs/asterisk-history.ts';
import { asteriskPjsip } from './logs/asterisk-pjsip.ts';
import { audiocodes } from './logs/audiocodes.ts';
import { avayaAgent } from './logs/avaya-agent.ts';
import { avayaAttendant } from './logs/avaya-attendant.ts';
import { avayaClientSdk } from './logs/avaya-client-sdk.ts';
import { avayaEndpoint } from './logs/avaya-endpoint.ts';
import { avayaIpOffice } from './logs/avaya-ip-office.ts';
import { avayaIx } from './logs/avaya-ix.ts';
import { avayaSbce } from './logs/avaya-sbce.ts';
import { avayaSessionManager } from './logs/avaya-session-manager.ts';
import { avayaSky } from './logs/avaya-sky.ts';
import { baresip } from './logs/baresip.ts';
import { belleSip } from './logs/belle-sip.ts';
import { blink } from './logs/blink.ts';
import { broadworks } from './logs/broadworks.ts';
import { ciscoCucm } from './logs/cisco-cucm.ts';
import { ciscoExpressway } from './logs/cisco-expressway.ts';
import { ciscoIos } from './logs/cisco-ios.ts';
import { ciscoJabber } from './logs/cisco-jabber.ts';
import { ciscoPhone } from './logs/cisco-phone.ts';
import { dartSip } from './logs/dart-sip.ts';
import { drachtio } from './logs/drachtio.ts';
import { exosip } from './logs/exosip.ts';
import { flexisip } from './logs/flexisip.ts';
import { fortigate } from './logs/fortigate.ts';
import { genesys } from './logs/genesys.ts';
import { grandstream } from './logs/grandstream.ts';
import { hexDump } from './logs/hex-dump.ts';
import { homer } from './logs/homer.ts';
import { homerJson } from './logs/homer-json.ts';
import { ingate } from './logs/ingate.ts';
import { jainSip } from './logs/jain-sip.ts';
import { janus } from './logs/janus.ts';
import { jssip } from './logs/jssip.ts';
import { kamailioSipdump } from './logs/kamailio-sipdump.ts';
import { kamailioXlog } from './logs/kamailio-xlog.ts';
import { lync } from './logs/lync.ts';
import { ngrep, sipgrep } from './logs/ngrep.ts';
import { opensipsCli } from './logs/opensips-cli.ts';
import { oracleSbc } from './logs/oracle-sbc.ts';
import { phonerlite } from './logs/phonerlite.ts';
import { pjsua } from './logs/pjsua.ts';
import { resiprocate } from './logs/resiprocate.ts';
import { ribbon } from './logs/ribbon.ts';
import { ringcentral } from './logs/ringcentral.ts';
import { sipViewer } from './logs/sip-viewer.ts';
import { sipgo } from './logs/sipgo.ts';
import { sipjs } from './logs/sipjs.ts';
import { sipp } from './logs/sipp.ts';
import { sippShort } from './logs/sipp-short.ts';
import { sipsak } from './logs/sipsak.ts';
import { siptrace } from './logs/siptrace.ts';
import { sngrep } from './logs/sngrep.ts';
import { snom } from './logs/snom.ts';
import { sofia } from './logs/sofia.ts';
import { tcpdump } from './logs/tcpdump.ts';
import { technicolor } from './logs/technicolor.ts';
import { tsharkEk } from './logs/tshark-ek.ts';
import { tsharkFields } from './logs/tshark-fields.ts';
import { tsharkFollow } from './logs/tshark-follow.ts';
import { tsharkFollowYaml } from './logs/tshark-follow-yaml.ts';
import { tsharkJson } from './logs/tshark-json.ts';
import { tsharkPdml } from './logs/tshark-pdml.ts';
import { tsharkSummary } from './logs/tshark-summary.ts';
import { tsharkVerbose } from './logs/tshark-verbose.ts';
import { twinkle } from './logs/twinkle.ts';
import { yate } from './logs/yate.ts';
import type { TextFormat } from './text/text-format.ts';

/** Text logs, in the order in which they are asked about a line. */
export const textFormats: readonly TextFormat[] = [
  asteriskPjsip,
  asteriskChanSip,
  asteriskHistory,
  drachtio,
  flexisip,
  janus,
  sofia,
  pjsua,
  sipp,
  sippShort,
  kamailioSipdump,
  siptrace,
  kamailioXlog,
  opensipsCli,
  sipgrep,
  ngrep,
  homer,
  homerJson,
  sngrep,
  baresip,
  belleSip,
  twinkle,
  yate,
  resiprocate,
  jainSip,
  sipViewer,
  dartSip,
  sipgo,
  jssip,
  sipjs,
  blink,
  phonerlite,
  ringcentral,
  exosip,
  avayaSky,
  snom,
  technicolor,
  grandstream,
  ciscoIos,
  ciscoCucm,
  ciscoExpressway,
  ciscoPhone,
  ciscoJabber,
  oracleSbc,
  audiocodes,
  ribbon,
  avayaIpOffice,
  avayaEndpoint,
  avayaClientSdk,
  avayaAgent,
  avayaSbce,
  avayaSessionManager,
  avayaIx,
  avayaAttendant,
  genesys,
  broadworks,
  lync,
  fortigate,
  ingate,
  sipsak,
  tcpdump,
  tsharkVerbose,
  tsharkJson,
  tsharkEk,
  tsharkPdml,
  tsharkFollow,
  tsharkFollowYaml,
  tsharkSummary,
  tsharkFields,
  hexDump,
];
