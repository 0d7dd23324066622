import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAUSES, causeOfResponse, q850Guide } from '../../src/guide/causes.ts';
import { METHODS, methodGuide } from '../../src/guide/methods.ts';
import { OPTION_TAGS, optionTagGuide } from '../../src/guide/option-tags.ts';
import { PARAMETERS, parameterGuide } from '../../src/guide/parameters.ts';
import { STATIC_PAYLOAD_TYPES } from '../../src/guide/payload-types.ts';
import { reasonProtocolGuide } from '../../src/guide/reason-protocols.ts';
import { RESPONSES } from '../../src/guide/responses.ts';
import { sdpAttributeGuide } from '../../src/guide/sdp-attributes.ts';
import { SDP_LINES, sdpLineGuide } from '../../src/guide/sdp-lines.ts';
import { WARNINGS, warningGuide } from '../../src/guide/warnings.ts';

const words = (text: string) => text.trim().split(/\s+/);

test('every registered method has its sentence, and re-INVITE one of its own', () => {
  const registered = words(
    'ACK BYE CANCEL INFO INVITE MESSAGE NOTIFY OPTIONS PRACK PUBLISH REFER REGISTER SUBSCRIBE UPDATE',
  );
  for (const name of [...registered, 're-INVITE']) expect(methodGuide(name)?.name).toBe(name);
  expect(methodGuide('re-INVITE')?.meaning).not.toBe(methodGuide('INVITE')?.meaning);
  const others = [...METHODS.values()].filter(({ name }) => ![...registered, 're-INVITE'].includes(name));
  expect(others.every(({ reference }) => reference.startsWith('vendor: '))).toBe(true);
  expect(methodGuide('invite')).toBeNull();
});

test('every registered option tag has its sentence', () => {
  const registered = words(`100rel 199 answermode early-session eventlist explicitsub from-change geolocation-http
    geolocation-sip gin gruu histinfo ice join multiple-refer norefersub nosub outbound path policy precondition pref
    privacy recipient-list-invite recipient-list-message recipient-list-subscribe record-aware replaces
    resource-priority sdp-anat sec-agree siprec tdialog timer trickle-ice uui`);
  expect(registered.filter((tag) => optionTagGuide(tag)?.tag !== tag)).toEqual([]);
  const others = [...OPTION_TAGS.values()].filter(({ tag }) => !registered.includes(tag));
  expect(others.every(({ reference }) => reference.startsWith('vendor: '))).toBe(true);
  expect(optionTagGuide('Timer')?.tag).toBe('timer');
});

describe('SDP', () => {
  test('has a sentence for every line type, in the order of RFC 8866 §5', () => {
    expect([...SDP_LINES.keys()].join('')).toBe('vosiuepcbtrzkam');
    expect(sdpLineGuide('V')).toBeNull();
    expect(sdpLineGuide('')).toBeNull();
  });

  test('has a sentence for the attributes of calls', () => {
    const common =
      words(`rtpmap fmtp ptime maxptime sendrecv sendonly recvonly inactive rtcp rtcp-mux rtcp-fb rtcp-rsize
      rtcp-xr candidate remote-candidates ice-ufrag ice-pwd ice-options ice-lite ice-mismatch fingerprint setup crypto mid
      group ssrc ssrc-group msid msid-semantic extmap T38FaxVersion T38MaxBitRate T38FaxFillBitRemoval
      T38FaxTranscodingMMR T38FaxTranscodingJBIG T38FaxRateManagement T38FaxMaxBuffer T38FaxMaxDatagram T38FaxUdpEC curr
      des conf label content silenceSupp bundle-only end-of-candidates connection tls-id sctp-port max-message-size rid
      simulcast altc acap tcap pcfg acfg key-mgmt zrtp-hash path accept-types record recordpref imageattr framerate tool`);
    expect(common.filter((name) => sdpAttributeGuide(name)?.name !== name)).toEqual([]);
    expect(sdpAttributeGuide('T38faxversion')?.name).toBe('T38FaxVersion');
    expect(sdpAttributeGuide('x-nobody')).toBeNull();
  });

  test('knows the static payload types of RFC 3551 §6', () => {
    // Tables 4 and 5: number, name, clock and channels.
    const rfc = words(`0:PCMU/8000/1 3:GSM/8000/1 4:G723/8000/1 5:DVI4/8000/1 6:DVI4/16000/1 7:LPC/8000/1 8:PCMA/8000/1
      9:G722/8000/1 10:L16/44100/2 11:L16/44100/1 12:QCELP/8000/1 13:CN/8000/1 14:MPA/90000/1 15:G728/8000/1
      16:DVI4/11025/1 17:DVI4/22050/1 18:G729/8000/1 25:CelB/90000/1 26:JPEG/90000/1 28:nv/90000/1 31:H261/90000/1
      32:MPV/90000/1 33:MP2T/90000/1 34:H263/90000/1`);
    const ours = [...STATIC_PAYLOAD_TYPES].map(([n, { name, clock, channels }]) => `${n}:${name}/${clock}/${channels}`);
    expect(ours).toEqual(rfc);
    expect(STATIC_PAYLOAD_TYPES.get(18)?.kind).toBe('audio');
    expect(STATIC_PAYLOAD_TYPES.get(33)?.kind).toBe('audio-video');
    expect(STATIC_PAYLOAD_TYPES.get(34)?.kind).toBe('video');
  });
});

describe('causes of the telephone network', () => {
  test('become the SIP codes of RFC 3398 §7.2.4.1', () => {
    const table = words(`1:404 2:404 3:404 17:486 18:408 19:480 20:480 21:403 22:410 23:410 26:404 27:502 28:484 29:501
      31:480 34:503 38:503 41:503 42:503 47:503 55:403 57:403 58:503 65:488 70:488 79:501 87:403 88:503 102:504 111:500
      127:500`).map((pair) => pair.split(':').map(Number));
    for (const [cause = -1, sip] of table) expect([cause, q850Guide(cause)?.sip]).toEqual([cause, sip]);
    const listed = new Set(table.map(([cause]) => cause));
    const rest = [...CAUSES.values()].filter(({ cause }) => !listed.has(cause));
    // 16 ends a call, 44 never leaves the gateway; everything else is 500 by default.
    expect(rest.filter(({ sip }) => sip === null).map(({ cause }) => cause)).toEqual([16, 44]);
    expect(rest.filter(({ sip }) => sip !== null && sip !== 500)).toEqual([]);
  });

  test('come from SIP codes by RFC 3398 §8.2.6.1', () => {
    const table = words(`400:41 401:21 402:21 403:21 404:1 405:63 406:79 407:21 408:102 410:22 413:127 414:127 415:79
      416:127 420:127 421:127 423:127 480:18 481:41 482:25 483:25 484:28 485:1 486:17 500:41 501:79 502:38 503:41 504:102
      505:127 513:127 600:17 603:21 604:1`).map((pair) => pair.split(':').map(Number));
    for (const [code = -1, cause] of table) expect([code, causeOfResponse(code)]).toEqual([code, cause]);
    const listed = new Set(table.map(([code]) => code));
    expect([...RESPONSES.keys()].filter((code) => !listed.has(code) && causeOfResponse(code) !== null)).toEqual([]);
  });

  test('are those of Q.850', () => {
    const q850 =
      words(`1 2 3 4 5 6 7 8 9 14 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 33 34 38 39 40 41 42 43 44 46
      47 49 50 53 55 56 57 58 62 63 65 66 69 70 79 81 82 83 84 85 86 87 88 90 91 95 96 97 98 99 100 101 102 103 110 111
      127`).map(Number);
    expect([...CAUSES.keys()]).toEqual(q850);
    expect(q850Guide(0)).toBeNull();
    expect(q850Guide(128)).toBeNull();
  });
});

test('every registered Warning code has its sentence', () => {
  expect([...WARNINGS.keys()]).toEqual([300, 301, 302, 303, 304, 305, 306, 307, 308, 330, 331, 370, 380, 381, 399]);
  expect(warningGuide(398)).toBeNull();
});

test('the Reason protocols have theirs', () => {
  for (const name of ['SIP', 'Q.850', 'Preemption', 'STIR']) expect(reasonProtocolGuide(name)?.protocol).toBe(name);
  expect(reasonProtocolGuide('q.850')?.protocol).toBe('Q.850');
  expect(reasonProtocolGuide('nobody')).toBeNull();
});

describe('parameters', () => {
  test('are found by header, compact form and address', () => {
    expect(parameterGuide('Via', 'branch')?.owner).toBe('Via');
    expect(parameterGuide('v', 'RPORT')).toBe(parameterGuide('Via', 'rport'));
    expect(parameterGuide('t', 'tag')?.meaning).not.toBe(parameterGuide('f', 'tag')?.meaning);
    expect(parameterGuide('URI', 'lr')?.owner).toBe('URI');
    expect(parameterGuide('Contact', '+SIP.instance')?.name).toBe('+sip.instance');
    expect(parameterGuide('x', 'refresher')?.owner).toBe('Session-Expires');
  });

  test('of an address without angle brackets are found through the header', () => {
    expect(parameterGuide('Contact', 'transport')).toBe(parameterGuide('URI', 'transport'));
    expect(parameterGuide('Contact', 'expires')?.owner).toBe('Contact');
  });

  test('belong to headers that are explained', () => {
    const wanted =
      words(`Via;branch Via;received Via;rport Via;maddr Via;ttl Via;alias Via;keep Via;comp Contact;expires
      Contact;q Contact;reg-id Contact;pub-gruu From;tag URI;transport URI;ob URI;user URI;gr Reason;cause Reason;text
      Replaces;early-only Subscription-State;reason Event;id Authorization;nc Proxy-Authenticate;stale Identity;ppt
      Privacy;id History-Info;index Diversion;reason Session-ID;remote`).map((pair) => pair.split(';'));
    expect(
      wanted.filter(([owner = '', name = '']) => PARAMETERS.get(owner.toLowerCase())?.get(name) === undefined),
    ).toEqual([]);
  });
});

test('no lookup is misled by the names that every object has', () => {
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
    const answers = [methodGuide, optionTagGuide, sdpAttributeGuide, sdpLineGuide, reasonProtocolGuide].map((f) =>
      f(name),
    );
    expect([...answers, parameterGuide(name, name), parameterGuide('Via', name)].every((a) => a === null)).toBe(true);
  }
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => parameterGuide(a, b)?.meaning !== ''));
});
