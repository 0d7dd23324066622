import type { RuleCases } from '../../support/diagnose.ts';
import { sdp } from '../../support/sdp.ts';
import { laterCall } from './silence.ts';

const A = { address: '192.0.2.10' };
const B = { address: '192.0.2.11', id: 8 };
/** A call with this offer and this answer. */
export const agreed = (offer: string | readonly string[], answer: string | readonly string[]) =>
  `alice -> bob INVITE ${sdp(offer, A)}\nbob -> alice 180\nbob -> alice 200 ${sdp(answer, B)}\nalice -> bob ACK`;
const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';
const change = (from: string, to: string, offer: string, answer: string) =>
  `${from} -> ${to} INVITE ${offer} +5s\n${to} -> ${from} 200 ${answer}\n${from} -> ${to} ACK`;
const HOLD = change('alice', 'bob', 'hold', 'recvonly');
const OVER = '… 20s\nalice -> bob BYE\nbob -> alice 200';

const KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const OTHER_KEY = 'NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj';
const LONG_KEY = `${KEY}${OTHER_KEY}`.slice(0, 62);
const OTHER_LONG_KEY = `${OTHER_KEY}${KEY}`.slice(0, 62);
const savp = (crypto: string) => ['m=audio 4000 RTP/SAVP 8', `a=crypto:${crypto}`];
const dtls = (...more: readonly string[]) => ['m=audio 9 UDP/TLS/RTP/SAVPF 8', ...more];
const PRINT = 'a=fingerprint:sha-256 AA:BB';
const ICE = ['a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx'];
const host = (address: string) => `a=candidate:1 1 udp 2130706431 ${address} 5000 typ host`;

export const MEDIA_CASES: readonly RuleCases[] = [
  {
    rule: 'R12',
    fires: [
      {
        shows: '488 to an encrypted offer, with a Warning',
        flow: `alice -> bob INVITE sdp secure video
          bob -> alice 488
            Warning: 304 bob.example.com "Media type not available"
          alice -> bob ACK`,
        says: /A kind of stream, .* Offered were PCMA and PCMU as RTP\/SAVP; the encryption and video may be the reason/,
      },
      {
        shows: '410 as Teams says it',
        flow: `alice -> bob INVITE sdp
          bob -> alice 410
            Reason: Q.850;cause=22;text="MediaOfferError"
          alice -> bob ACK`,
      },
      {
        shows: 'plain audio alone',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 488\nalice -> bob ACK',
        says: /this media\. Offered were PCMA and PCMU as RTP\/AVP\.$/,
      },
      {
        shows: 'a fax alone',
        flow: 'alice -> bob INVITE fax\nbob -> alice 488\nalice -> bob ACK',
        says: /No audio was offered; the fax may be the reason/,
      },
      {
        shows: 'video alone',
        flow: `alice -> bob INVITE ${sdp('m=video 6000 RTP/AVP 31')}\nbob -> alice 488\nalice -> bob ACK`,
        says: /No audio was offered; the video may be the reason/,
      },
      {
        shows: 'nothing was offered',
        flow: 'alice -> bob INVITE\nbob -> alice 488\nalice -> bob ACK',
        says: /The INVITE had no SDP/,
      },
      {
        shows: 'an UPDATE is refused',
        flow: `${UP}\nalice -> bob UPDATE sdp video +5s\nbob -> alice 488\n${OVER}`,
        finding: { severity: 'info' },
        says: /Bob .* refused the change with 488 .* the video may be the reason/,
      },
    ],
    near: [
      {
        trap: 'it is refused inside a call: the call goes on',
        flow: `${UP}\nalice -> bob UPDATE sdp video\nbob -> alice 488\nalice -> bob INVITE sdp video\nbob -> alice 488\nalice -> bob ACK\n${OVER}`,
        atMost: 'info',
      },
      {
        trap: 'the call goes on by another route',
        flow: 'proxy p1\nproxy p2\nalice -> p1 INVITE sdp to bob\np1 -> alice 488\nalice -> p1 ACK\nalice -> p2 INVITE sdp to bob\np2 -> bob INVITE\nbob -> p2 200 sdp\np2 -> alice 200 sdp\nalice -> bob ACK',
      },
      {
        trap: 'a later attempt with another offer went through',
        flow: 'alice -> bob INVITE sdp secure\nbob -> alice 488\nalice -> bob ACK\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK',
      },
      {
        trap: 'it is refused inside a call: the call goes on',
        flow: `${UP}\nalice -> bob UPDATE sdp video\nbob -> alice 491\nalice -> bob INVITE sdp video\nbob -> alice 488\nalice -> bob ACK\n${OVER}`,
      },
      {
        trap: 'the call goes on by another route',
        flow: 'alice -> p1 INVITE sdp to bob\np1 -> alice 488\nalice -> p1 ACK\nalice -> p2 INVITE sdp to bob\np2 -> alice 486\nalice -> p2 ACK',
      },
      {
        trap: 'the call goes on by another route',
        flow: 'alice -> p1 INVITE sdp to bob\np1 -> alice 488\nalice -> p1 ACK\nalice -> p2 INVITE sdp to bob\np2 -> alice 410\n  Reason: Q.850;cause=22;text="Number changed"\nalice -> p2 ACK',
      },
    ],
  },
  {
    rule: 'S01',
    fires: [
      {
        shows: 'an answer that only listens',
        flow: agreed('audio PCMA', ['audio PCMA', 'a=recvonly']),
        says: /audio flows Alice .* to Bob .*, but not back: the offer says sendrecv, the answer recvonly/,
      },
      { shows: 'inactive', flow: agreed('audio PCMA', ['audio PCMA', 'a=inactive']), says: /flows neither way/ },
      {
        shows: 'an offer that only listens',
        flow: agreed(['audio PCMA', 'a=recvonly'], ['audio PCMA', 'a=sendonly']),
        says: /audio flows Bob .* to Alice .*, but not back/,
      },
    ],
    near: [
      { trap: 'the call is on hold', flow: `${UP}\n${HOLD}` },
      { trap: 'the dialog is still early', flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sendonly rel' },
      {
        trap: 'the call takes the place of another one (Replaces, Referred-By), which may have been held',
        flow: agreed('audio PCMA', ['audio PCMA', 'a=recvonly']).replace(
          'INVITE ',
          'INVITE\n  Replaces: x@y;to-tag=1;from-tag=2',
        ),
        atMost: 'info',
      },
      {
        trap: 'a music or announcement server only sends: it offers no more',
        flow: 'alice -> bob INVITE\nbob -> alice 200 sendonly\nalice -> bob ACK recvonly',
        atMost: 'info',
      },
      { trap: 'the call is on hold', flow: `${UP}\n${HOLD}\n${change('alice', 'bob', 'sdp', 'sdp')}` },
      {
        trap: 'a music or announcement server only sends: it offers no more',
        flow: 'alice -> moh INVITE sdp\nmoh -> alice 200 sendonly\nalice -> moh ACK',
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'S02',
    fires: [
      {
        shows: 'a hold of 5 s',
        flow: `${UP}\n${HOLD}\n${change('alice', 'bob', 'sdp', 'sdp')}`,
        finding: { title: 'Hold and resume', messages: [4, 5, 7, 8] },
        says: /Alice .* put the call on hold for 5\.02 s and then resumed it/,
      },
      {
        shows: 'a hold that goes on',
        flow: `${UP}\n${HOLD}`,
        finding: { title: 'On hold' },
        says: /^On hold\. .* and did not resume it/,
      },
    ],
    near: [
      {
        trap: 'the offer was refused: that changes nothing',
        flow: `${UP}\nalice -> bob INVITE hold\nbob -> alice 488\nalice -> bob ACK`,
      },
    ],
  },
  {
    rule: 'S03',
    fires: [
      {
        shows: 'the answer to the resume still stops',
        flow: `${UP}\n${HOLD}\n${change('alice', 'bob', 'sdp', 'recvonly')}\n${OVER}`,
        says: /Alice .* wanted to resume the call, but Bob .* still answered “recvonly”/,
      },
      {
        shows: 'the resume keeps 0.0.0.0',
        flow: `${UP}\n${HOLD}\n${change('alice', 'bob', 'zero', 'sdp')}\n${OVER}`,
        says: /its offer still has the address 0\.0\.0\.0/,
      },
    ],
    near: [
      {
        trap: 'the other side holds too: the first resume yields half',
        flow: `${UP}\n${HOLD}\n${change('bob', 'alice', 'inactive', 'inactive')}\n${change('alice', 'bob', 'sdp', 'hold')}`,
      },
      { trap: 'a held call is hung up or transferred without a resume', flow: `${UP}\n${HOLD}\n${OVER}` },
      {
        trap: 'audio comes back with a later offer',
        flow: `${UP}\n${HOLD}\n${change('alice', 'bob', 'sdp', 'recvonly')}\n${change('alice', 'bob', 'sdp', 'sdp')}`,
      },
      {
        trap: 'the other side holds too: the first resume yields half',
        flow: `${UP}\n${HOLD}\n${change('bob', 'alice', 'zero', 'hold')}\n${OVER}`,
      },
      {
        trap: 'a held call is hung up or transferred without a resume',
        flow: `${UP}\n${change('alice', 'bob', 'zero', 'sdp')}\n${change('alice', 'bob', 'zero', 'sdp')}\n${OVER}`,
      },
      {
        trap: 'a held call is hung up or transferred without a resume',
        flow: `${UP}\n${HOLD}\n${change('alice', 'bob', 'sdp', 'sdp')}\n${change('alice', 'bob', 'zero', 'sdp')}\n${OVER}`,
      },
    ],
  },
  {
    rule: 'S04',
    fires: [
      {
        shows: 'sendrecv to sendonly',
        flow: `${UP}\n${change('alice', 'bob', 'hold', 'sdp')}`,
        says: /Bob .* answered “sendrecv” to an offer of “sendonly” \(audio\)/,
      },
    ],
    near: [
      {
        trap: 'no direction is written: that means sendrecv, or what the session level says',
        flow: agreed('audio PCMA', 'audio PCMA'),
      },
      {
        trap: 'the stream is refused (port 0)',
        flow: agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31', 'a=sendonly'], ['audio PCMA', 'm=video 0 RTP/AVP 31']),
      },
    ],
  },
  {
    rule: 'S05',
    fires: [
      {
        shows: 'an old-style hold',
        flow: `${UP}\n${change('alice', 'bob', 'zero', 'sdp')}`,
        says: /a hold in the old style/,
      },
      { shows: 'a first offer', flow: 'alice -> bob INVITE zero', says: /nobody can send it anything/ },
    ],
    near: [
      {
        trap: 'ICE tells the addresses later',
        flow: agreed([...dtls(PRINT, ...ICE)], 'audio PCMA').replace('c=IN IP4 192.0.2.10', 'c=IN IP4 0.0.0.0'),
      },
      {
        trap: 'the stream is closed anyway',
        flow: agreed(
          ['audio PCMA', 'm=video 0 RTP/AVP 31', 'c=IN IP4 0.0.0.0'],
          ['audio PCMA', 'm=video 0 RTP/AVP 31'],
        ),
      },
    ],
  },
  {
    rule: 'S06',
    fires: [
      {
        shows: 'video refused',
        flow: agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31'], ['audio PCMA', 'm=video 0 RTP/AVP 31']),
        finding: { title: 'Video refused' },
      },
      {
        shows: 'no audio left',
        flow: agreed('audio PCMA', 'm=audio 0 RTP/AVP 8'),
        finding: { severity: 'error', title: 'Audio refused' },
      },
      {
        shows: 'video refused, with a direction all the same',
        flow: agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31'], ['audio PCMA', 'm=video 0 RTP/AVP 31', 'a=inactive']),
        finding: { severity: 'info' },
        says: /refused the video that was offered \(port 0\)\.$/,
      },
      {
        shows: 'only the picture is accepted',
        flow: agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31'], ['m=audio 0 RTP/AVP 8', 'm=video 6000 RTP/AVP 31']),
        finding: { severity: 'error' },
        says: /: no audio is left/,
      },
    ],
    near: [
      {
        trap: 'the offer bundles the stream with another one (bundle-only)',
        flow: agreed(
          ['audio PCMA', 'm=video 6000 RTP/AVP 31'],
          ['audio PCMA', 'm=video 0 RTP/AVP 31', 'a=bundle-only'],
        ),
      },
      {
        trap: 'the same audio was offered in two profiles, and one of them is taken',
        flow: agreed(
          ['audio PCMA', ...savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`)],
          ['audio PCMA', 'm=audio 0 RTP/SAVP 8'],
        ),
      },
      {
        trap: 'audio is closed for a fax',
        flow: agreed(['audio PCMA', 'm=image 5000 udptl t38'], ['m=audio 0 RTP/AVP 8', 'm=image 5000 udptl t38']),
      },
      {
        trap: 'the offer bundles the stream with another one (bundle-only)',
        flow: agreed(
          ['audio PCMA', 'm=video 6000 RTP/AVP 31', 'm=video 6002 RTP/AVP 31'],
          ['audio PCMA', 'm=video 6000 RTP/AVP 31', 'm=video 0 RTP/AVP 31', 'a=bundle-only'],
        ),
      },
      {
        trap: 'audio is closed for a fax',
        flow: `${UP}
          ${change('bob', 'alice', 'fax', 'fax')}
          bob -> alice INVITE +60s ${sdp(['m=image 0 udptl t38', 'audio PCMA'])}
          alice -> bob 200 ${sdp(['m=image 0 udptl t38', 'audio PCMA'])}`,
      },
    ],
  },
  {
    rule: 'S07',
    fires: [
      {
        shows: 'G.729 against opus',
        flow: agreed('audio G729 dtmf', 'audio opus dtmf'),
        finding: { headline: true },
        says: /Alice .* offers G729; Bob .* accepts opus 48 kHz stereo: nothing in common/,
      },
      {
        shows: 'only telephone-event is accepted',
        flow: agreed('audio PCMA dtmf', 'm=audio 40000 RTP/AVP 101\na=rtpmap:101 telephone-event/8000'.split('\n')),
        says: /Alice .* offers PCMA; Bob .* accepts no codec/,
      },
    ],
    near: [
      {
        trap: 'a static payload type has no rtpmap: it has its name by RFC 3551',
        flow: agreed('m=audio 4000 RTP/AVP 8', 'audio PCMA'),
      },
      {
        trap: 'both sides number the same codec differently',
        flow: agreed(['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 PCMA/8000'], 'audio PCMA'),
      },
      {
        trap: 'nothing says what a payload type is: it may fit',
        flow: agreed('m=audio 4000 RTP/AVP 97', 'audio PCMA'),
      },
      { trap: 'both share a codec beside telephone-event', flow: agreed('audio PCMA dtmf', 'audio G729 PCMA dtmf') },
      {
        trap: 'nothing says what a payload type is: it may fit',
        flow: agreed('audio PCMA', 'm=audio 4000 RTP/AVP 97'),
      },
      {
        trap: 'both share a codec beside telephone-event',
        flow: agreed(['audio PCMA dtmf', 'm=video 6000 RTP/AVP 31'], ['audio PCMA dtmf', 'm=video 6000 RTP/AVP 34']),
      },
      {
        trap: 'only telephone-event was offered: no sound is meant',
        flow: agreed('audio dtmf', 'audio dtmf'),
      },
      {
        trap: 'nothing says what a payload type is: it may fit',
        flow: agreed('audio PCMA dtmf', 'm=audio 4000 udp 8'),
      },
    ],
  },
  {
    rule: 'S08',
    fires: [
      {
        shows: 'an extra codec',
        flow: agreed('audio PCMA', 'audio PCMA G722'),
        says: /Bob .* names G722, which was not offered/,
      },
    ],
    near: [
      {
        trap: 'the codec was offered under another number',
        flow: agreed(['m=audio 4000 RTP/AVP 8 97', 'a=rtpmap:97 G722/8000'], 'audio PCMA G722'),
      },
    ],
  },
  {
    rule: 'S09',
    fires: [
      {
        shows: 'opus as 111 and as 97',
        flow: agreed('audio opus', ['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 opus/48000/2']),
        says: /opus 48 kHz stereo is number 111 for Alice .* and 97 for Bob/,
      },
      {
        shows: 'the number of the answer is another codec in the offer',
        flow: agreed(
          ['m=audio 4000 RTP/AVP 97 111', 'a=rtpmap:97 iLBC/8000', 'a=rtpmap:111 opus/48000/2'],
          ['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 opus/48000/2'],
        ),
        says: /opus 48 kHz stereo is number 111 for Alice .* and 97 for Bob/,
      },
    ],
    near: [
      {
        trap: 'the codec is listed under several numbers, and one of them is the same',
        flow: agreed(
          [
            'm=video 4000 RTP/AVP 97 98',
            'a=rtpmap:97 H264/90000',
            'a=rtpmap:98 H264/90000',
            'a=fmtp:98 packetization-mode=1',
          ],
          ['m=video 4000 RTP/AVP 98', 'a=rtpmap:98 H264/90000'],
        ),
      },
    ],
  },
  {
    rule: 'S10',
    fires: [
      {
        shows: 'opus becomes telephone-event',
        flow: `${agreed('audio opus', 'audio opus')}
          alice -> bob INVITE ${sdp(['m=audio 4000 RTP/AVP 111', 'a=rtpmap:111 telephone-event/8000'], { ...A, version: 2 })}`,
        says: /payload type 111 was opus 48 kHz stereo and now is telephone-event/,
      },
      {
        shows: 'another codec with the same clock',
        flow: `${agreed(['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 iLBC/8000'], 'audio PCMA')}
          alice -> bob INVITE ${sdp(['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 speex/8000'], { ...A, version: 2 })}`,
        says: /payload type 97 was iLBC and now is speex/,
      },
      {
        shows: 'the same codec with another clock',
        flow: `${agreed(['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 speex/8000'], 'audio PCMA')}
          alice -> bob INVITE ${sdp(['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 speex/16000'], { ...A, version: 2 })}`,
        says: /payload type 97 was speex and now is speex 16 kHz/,
      },
    ],
    near: [
      {
        trap: 'the session is a new one (another sess-id in o=)',
        flow: `${agreed('audio opus', 'audio opus')}
          alice -> bob INVITE ${sdp(['m=audio 4000 RTP/AVP 111', 'a=rtpmap:111 iLBC/8000'], { ...A, id: 99 })}`,
      },
      {
        trap: 'each side numbers for itself',
        flow: agreed('audio opus PCMA', ['m=audio 4000 RTP/AVP 8 111', 'a=rtpmap:111 iLBC/8000']),
      },
      {
        trap: 'each side numbers for itself',
        flow: `${agreed('audio opus', ['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 opus/48000/2'])}
          alice -> bob INVITE ${sdp('audio opus', { ...A, version: 2 })}
          bob -> alice 200 ${sdp(['m=audio 4000 RTP/AVP 97', 'a=rtpmap:97 opus/48000/2'], { ...B, version: 2 })}`,
      },
    ],
  },
  {
    rule: 'S12',
    fires: [
      {
        shows: 'only the offer, with G.729',
        flow: agreed('audio G729 dtmf', 'audio G729'),
        says: /Only Alice .* lists telephone-event, .* may garble/,
      },
      {
        shows: 'neither side',
        flow: agreed('audio G729', 'audio G729'),
        finding: { severity: 'info' },
        says: /Neither side lists telephone-event, .* may garble/,
      },
      {
        shows: 'only the answer',
        flow: agreed('audio G729', 'audio G729 dtmf'),
        says: /Only Bob .* lists telephone-event/,
      },
      {
        shows: 'G.711',
        flow: agreed('audio PCMA dtmf', 'audio PCMA'),
        finding: { severity: 'info' },
        says: /which the codec in use carries well enough/,
      },
      {
        shows: 'an INFO that asks for a picture',
        flow: `${agreed('audio G729 dtmf', 'audio G729')}\nalice -> bob INFO\n  Content-Type: application/media_control+xml\n  | <media_control/>\nbob -> alice 200`,
      },
    ],
    near: [
      {
        trap: 'keys travel in SIP INFO',
        flow: `${agreed('audio G729 dtmf', 'audio G729')}\nalice -> bob INFO\n  Content-Type: application/dtmf-relay\n  | Signal=5\nbob -> alice 200`,
      },
      { trap: 'G.711 carries the tones as sound', flow: agreed('audio PCMA dtmf', 'audio PCMA'), atMost: 'info' },
      { trap: 'neither side wants it', flow: agreed('audio G729', 'audio G729'), atMost: 'info' },
    ],
  },
  {
    rule: 'S13',
    fires: [
      {
        shows: '101 and 96',
        flow: agreed('audio PCMA dtmf', 'audio PCMA dtmf96'),
        says: /number 101 for Alice .* and 96 for Bob/,
      },
    ],
    near: [{ trap: 'one of several numbers is the same', flow: agreed('audio PCMA dtmf dtmf96', 'audio PCMA dtmf96') }],
  },
  {
    rule: 'S14',
    fires: [{ shows: 'opus with 8 kHz', flow: agreed('audio opus dtmf', 'audio opus dtmf'), says: /at 8000 Hz only/ }],
    near: [
      {
        trap: 'telephone-event is listed for several clock rates, one of which fits',
        flow: agreed('audio opus dtmf dtmf48', 'audio opus dtmf dtmf48'),
      },
    ],
  },
  {
    rule: 'S16',
    fires: [
      {
        shows: 'encrypted against plain',
        flow: agreed(savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`), 'audio PCMA'),
        says: /as RTP\/SAVP, Bob .* answers as RTP\/AVP: one side wants encrypted media, the other plain/,
      },
      {
        shows: 'plain against encrypted',
        flow: agreed('audio PCMA', savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`)),
        says: /one side wants encrypted media, the other plain/,
      },
      {
        shows: 'a fingerprint against a profile for keys, without any',
        flow: agreed(dtls(PRINT), 'm=audio 4000 RTP/SAVP 8'),
        says: /they encrypt in different ways/,
      },
      {
        shows: 'keys in SDP against a fingerprint',
        flow: agreed(savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`), dtls(PRINT)),
        says: /they encrypt in different ways/,
      },
      {
        shows: 'plain with a=crypto against a fingerprint',
        flow: agreed(['audio PCMA', `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`], dtls(PRINT)),
        says: /one side wants encrypted media, the other plain/,
      },
    ],
    near: [
      {
        trap: 'plain RTP with a=crypto or a fingerprint is encrypted where possible (RFC 8643)',
        flow: agreed(
          ['audio PCMA', `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`],
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${OTHER_KEY}`),
        ),
      },
      {
        trap: 'RTP/SAVPF and UDP/TLS/RTP/SAVPF with a fingerprint are one (RFC 8829)',
        flow: agreed(['m=audio 9 RTP/SAVPF 8', PRINT], dtls(PRINT)),
      },
      {
        trap: 'the answer picks another profile by a=acfg (RFC 5939)',
        flow: agreed('audio PCMA', [...savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`), 'a=acfg:1 t=1']),
      },
      {
        trap: 'both are plain, and only the feedback profile differs',
        flow: agreed('m=audio 4000 RTP/AVPF 8', 'audio PCMA'),
      },
      {
        trap: 'the offer has a=crypto and a fingerprint: the answer takes one of them',
        flow: agreed(
          [...savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`), PRINT],
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${OTHER_KEY}`),
        ),
      },
      {
        trap: 'plain RTP with a=crypto or a fingerprint is encrypted where possible (RFC 8643)',
        flow: agreed(['audio PCMA', PRINT], dtls(PRINT)),
      },
    ],
  },
  {
    rule: 'S17',
    fires: [
      {
        shows: 'no key',
        flow: agreed('m=audio 4000 RTP/SAVP 8', 'm=audio 4000 RTP/SAVP 8'),
        says: /RTP\/SAVP without any key/,
      },
      {
        shows: 'a key that is too short',
        flow: agreed(
          savp('1 AES_256_CM_HMAC_SHA1_80 inline:WVNfX19z'),
          savp(`1 AES_256_CM_HMAC_SHA1_80 inline:WVNfX19z`),
        ),
        says: /a key of the wrong length for AES_256_CM/,
      },
      {
        shows: 'a suite that was not offered',
        flow: agreed(
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`),
          savp(`1 AES_CM_128_HMAC_SHA1_32 inline:${OTHER_KEY}`),
        ),
        says: /answered with AES_CM_128_HMAC_SHA1_32 \(tag 1\), which was not offered/,
      },
      {
        shows: 'a tag that was not offered',
        flow: agreed(
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`),
          savp(`2 AES_CM_128_HMAC_SHA1_80 inline:${OTHER_KEY}`),
        ),
        says: /answered with AES_CM_128_HMAC_SHA1_80 \(tag 2\), which was not offered/,
      },
      {
        shows: 'the key of the offer in the answer',
        flow: agreed(savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`), savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`)),
        finding: { severity: 'warning' },
        says: /answered with the very key that was offered/,
      },
    ],
    near: [
      {
        trap: 'DTLS makes the key: a fingerprint is there',
        flow: agreed(['m=audio 9 RTP/SAVPF 8', PRINT], ['m=audio 9 RTP/SAVPF 8', PRINT]),
      },
      {
        trap: 'the stream is closed',
        flow: agreed(['audio PCMA', 'm=audio 0 RTP/SAVP 8'], ['audio PCMA', 'm=audio 0 RTP/SAVP 8']),
      },
      {
        trap: 'the stream is closed',
        flow: agreed(
          [
            ...savp(`1 AES_256_CM_HMAC_SHA1_80 inline:${LONG_KEY}`),
            'm=video 6000 RTP/SAVP 31',
            `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`,
          ],
          [
            ...savp(`1 AES_256_CM_HMAC_SHA1_80 inline:${OTHER_LONG_KEY}`),
            'm=video 0 RTP/SAVP 31',
            `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`,
          ],
        ),
      },
      {
        trap: 'a key was masked before the trace got here: it tells nothing',
        flow: agreed(
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${'x'.repeat(40)}`),
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${'x'.repeat(40)}`),
        ),
      },
      {
        trap: 'a key was masked before the trace got here: it tells nothing',
        flow: agreed(
          savp('1 AES_CM_128_HMAC_SHA1_80 inline:<hidden>'),
          savp('1 AES_CM_128_HMAC_SHA1_80 inline:<hidden>'),
        ),
      },
      {
        trap: 'a key was masked before the trace got here: it tells nothing',
        flow: agreed(
          savp('1 AES_CM_128_HMAC_SHA1_80 inline:REDACTED'),
          savp('1 AES_CM_128_HMAC_SHA1_80 inline:REDACTED'),
        ),
      },
    ],
  },
  {
    rule: 'S18',
    fires: [
      { shows: 'no fingerprint', flow: agreed(dtls(PRINT), dtls()), says: /Bob .* gives no fingerprint/ },
      {
        shows: 'an answer of actpass',
        flow: agreed(dtls(PRINT, 'a=setup:actpass'), dtls(PRINT, 'a=setup:actpass')),
        says: /the answer says “actpass”/,
      },
      {
        shows: 'both active',
        flow: agreed(dtls(PRINT, 'a=setup:active'), dtls(PRINT, 'a=setup:active')),
        says: /both sides want to be “active”/,
      },
      {
        shows: 'no fingerprint in the offer',
        flow: agreed(dtls(), dtls(PRINT)),
        says: /Alice .* gives no fingerprint/,
      },
      {
        shows: 'both passive',
        flow: agreed(dtls(PRINT, 'a=setup:passive'), dtls(PRINT, 'a=setup:passive')),
        says: /both sides want to be “passive”/,
      },
      {
        shows: 'an answer of holdconn',
        flow: agreed(dtls(PRINT, 'a=setup:actpass'), dtls(PRINT, 'a=setup:holdconn')),
        says: /the answer says “holdconn”/,
      },
    ],
    near: [
      {
        trap: 'the offer names a role itself instead of actpass: the answerer copes',
        flow: agreed(dtls(PRINT, 'a=setup:active'), dtls(PRINT, 'a=setup:passive')),
      },
      {
        trap: 'the stream uses keys in the SDP',
        flow: agreed(
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`),
          savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${OTHER_KEY}`),
        ),
      },
      {
        trap: 'the stream uses keys in the SDP',
        flow: agreed(dtls(PRINT), savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`)),
      },
      {
        trap: 'the stream uses keys in the SDP',
        flow: agreed(savp(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`), dtls(PRINT)),
      },
    ],
  },
  {
    rule: 'S19',
    fires: [
      { shows: 'WebRTC against no ICE', flow: agreed(dtls(PRINT, ...ICE), dtls(PRINT)), says: /Bob .* has no ICE/ },
      {
        shows: 'two private networks',
        flow: agreed(dtls(PRINT, ...ICE, host('10.0.0.1')), dtls(PRINT, ...ICE, host('192.168.1.1'))),
        says: /only private addresses of different networks/,
      },
      { shows: 'no ICE against WebRTC', flow: agreed(dtls(PRINT), dtls(PRINT, ...ICE)), says: /Alice .* has no ICE/ },
      {
        shows: 'plain RTP with ICE on one side',
        flow: agreed('audio PCMA', ['audio PCMA', ...ICE]),
        finding: { severity: 'info' },
        says: /Alice .* does not speak ICE/,
      },
      {
        shows: 'the answer says ice-mismatch',
        flow: agreed(['audio PCMA', ...ICE], ['audio PCMA', 'a=ice-mismatch']),
        says: /Bob .* notes that something on the way changed the addresses/,
      },
      {
        shows: 'the offer says ice-mismatch',
        flow: agreed(['audio PCMA', 'a=ice-mismatch'], ['audio PCMA', ...ICE]),
        says: /Alice .* notes that something/,
      },
      {
        shows: 'a ufrag without a password in the offer',
        flow: agreed(dtls(PRINT, 'a=ice-ufrag:abcd'), dtls(PRINT, ...ICE)),
        says: /Alice .* gives only one of ice-ufrag and ice-pwd/,
      },
      {
        shows: 'a ufrag without a password in the answer',
        flow: agreed(dtls(PRINT, ...ICE), dtls(PRINT, 'a=ice-ufrag:abcd')),
        says: /Bob .* gives only one of ice-ufrag and ice-pwd/,
      },
    ],
    near: [
      {
        trap: 'plain RTP with ICE on one side only falls back to the addresses in c= and m=',
        flow: agreed(['audio PCMA', ...ICE], 'audio PCMA'),
        atMost: 'info',
      },
      {
        trap: 'an ICE-lite server has host candidates with its public address only',
        flow: agreed(dtls(PRINT, ...ICE, host('10.0.0.1')), dtls(PRINT, ...ICE, host('198.51.100.1'))),
      },
      {
        trap: 'candidates follow later (trickle)',
        flow: agreed(
          dtls(PRINT, ...ICE, 'a=ice-options:trickle', host('10.0.0.1')),
          dtls(PRINT, ...ICE, host('192.168.1.1')),
        ),
      },
      {
        trap: 'both private networks are the same',
        flow: agreed(dtls(PRINT, ...ICE, host('10.0.0.1')), dtls(PRINT, ...ICE, host('10.0.9.1'))),
      },
      {
        trap: 'candidates follow later (trickle)',
        flow: agreed(dtls(PRINT, ...ICE), dtls(PRINT, ...ICE, host('192.168.1.1'))),
      },
      {
        trap: 'both private networks are the same',
        flow: agreed(dtls(PRINT, ...ICE, host('fd00:1:2:3::1')), dtls(PRINT, ...ICE, host('fd00:1:2:3::9'))),
      },
    ],
  },
  {
    rule: 'S21',
    fires: [
      {
        shows: 'a line is missing in the answer',
        flow: agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31'], 'audio PCMA'),
        says: /answered with 1 media line, the offer has 2/,
      },
      {
        shows: 'fewer lines later',
        flow: `${agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31'], ['audio PCMA', 'm=video 6000 RTP/AVP 31'])}\n${change('alice', 'bob', sdp('audio PCMA', { ...A, version: 2 }), sdp('audio PCMA', { ...B, version: 2 })).replace(' +5s', '')}`,
        says: /offers 1 media line where there were 2/,
      },
    ],
    near: [
      {
        trap: 'a stream is closed with port 0: its line stays',
        flow: agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31'], ['audio PCMA', 'm=video 0 RTP/AVP 31']),
      },
      {
        trap: 'another dialog of a fork has other lines',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'm=video 6000 RTP/AVP 31'])}
          bob -> alice 200 ${sdp(['audio PCMA', 'm=video 6000 RTP/AVP 31'], B)}
          alice -> bob ACK
          alice -> carol INVITE ${sdp('audio PCMA', { version: 2 })}
          carol -> alice 200 ${sdp('audio PCMA', { id: 9 })}
          alice -> carol ACK`,
      },
    ],
  },
  {
    rule: 'S22',
    fires: [
      {
        shows: 'a new port under the old version',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nalice -> bob INVITE ${sdp('m=audio 5000 RTP/AVP 8', A)}\nbob -> alice 200 sdp`,
        says: /Alice .* changed its SDP but kept the version 1/,
      },
      {
        shows: 'the same, with the host of the o= line written in another way',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '2001:db8::7' })}
          bob -> alice 200 sdp
          alice -> bob ACK
          alice -> bob INVITE ${sdp('m=audio 5000 RTP/AVP 8', { address: '2001:DB8:0::7' })}
          bob -> alice 200 sdp`,
      },
    ],
    near: [
      {
        trap: 'the version was raised, with the change or without one: a refresh',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nalice -> bob INVITE ${sdp('audio PCMA', { ...A, version: 2 })}\nbob -> alice 200 sdp`,
      },
      {
        trap: 'the version was raised, with the change or without one: a refresh',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nalice -> bob INVITE ${sdp('m=audio 5000 RTP/AVP 8', { ...A, version: 2 })}\nbob -> alice 200 sdp`,
      },
      {
        trap: 'the same SDP comes again',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nalice -> bob INVITE ${sdp('audio PCMA', A)}\nbob -> alice 200 sdp`,
      },
      {
        trap: 'the o= line is another one: a server changed the source of the media',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nalice -> bob INVITE ${sdp('m=audio 5000 RTP/AVP 8', { ...A, id: 99 })}\nbob -> alice 200 sdp`,
      },
      {
        trap: 'it is the SDP of another branch of a fork',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 183 rel ${sdp('audio PCMA', B)}
          p1 -> alice 183
          carol -> p1 200 ${sdp('audio PCMU', B)}
          p1 -> alice 200
          alice -> carol ACK`,
      },
      {
        trap: 'the o= line is another one: a server changed the source of the media',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nalice -> bob INVITE ${sdp('m=audio 5000 RTP/AVP 8', { address: '198.51.100.9' })}\nbob -> alice 200 sdp`,
      },
      {
        trap: 'the o= line is another one: a server changed the source of the media',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nalice -> bob INVITE ${sdp('m=audio 5000 RTP/AVP 8', A).replace('o=x', 'o=moh')}\nbob -> alice 200 sdp`,
      },
      {
        trap: 'the SDP before was refused: there was no session to change',
        flow: `alice -> bob INVITE ${sdp('m=audio 4000 RTP/AVP 8', A)}
          bob -> alice 407
          alice -> bob ACK
          alice -> bob INVITE ${sdp('m=audio 5000 RTP/AVP 8', A)}
          bob -> alice 200 ${sdp('audio PCMA', B)}
          alice -> bob ACK`,
      },
    ],
  },
  {
    rule: 'S23',
    fires: [
      {
        shows: 'no SDP in the 200',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200\nalice -> bob ACK',
        says: /answered the call without any SDP/,
      },
      {
        shows: 'no SDP in the 180 and the 200',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200\nalice -> bob ACK',
        says: /answered the call without any SDP/,
      },
      {
        shows: 'only another branch of the fork has SDP',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          carol -> p1 183 sdp
          p1 -> alice 183
          bob -> p1 200
          p1 -> alice 200
          alice -> bob ACK`,
        says: /answered the call without any SDP/,
      },
      {
        shows: 'no SDP at all',
        flow: 'alice -> bob INVITE\nbob -> alice 200\nalice -> bob ACK',
        says: /Neither the INVITE nor the 200/,
      },
      {
        shows: 'no answer in the ACK',
        flow: 'alice -> bob INVITE\nbob -> alice 200 sdp\nalice -> bob ACK',
        says: /the ACK has no answer/,
      },
      {
        shows: 'only an unreliable 183',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp\nbob -> alice 200\nalice -> bob ACK',
        finding: { severity: 'warning' },
        says: /only in an unreliable 18x/,
      },
    ],
    near: [
      {
        trap: 'the answer to an offer in the 200 is in the ACK',
        flow: 'alice -> bob INVITE\nbob -> alice 200 sdp\nalice -> bob ACK sdp',
      },
      {
        trap: 'reliable 18x and PRACK agreed before the 200',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp rel\nalice -> bob PRACK\nbob -> alice 200 PRACK\nbob -> alice 200 INVITE\nalice -> bob ACK',
      },
      { trap: 'the ACK is not in the trace', flow: 'alice -> bob INVITE\nbob -> alice 200 sdp\nalice x> bob ACK sdp' },
      {
        trap: 'the SDP is a part of a larger body',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200
            Content-Type: multipart/mixed;boundary=x
            | --x
            | Content-Type: application/sdp
            |
            | v=0
            | o=b 1 1 IN IP4 192.0.2.11
            | s=-
            | c=IN IP4 192.0.2.11
            | t=0 0
            | m=audio 5000 RTP/AVP 8
            | --x--
          alice -> bob ACK`,
      },
      {
        trap: 'a message was cut, or has a body that is no SDP',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200\n  Content-Type: application/pkcs7-mime\n  | ???\nalice -> bob ACK',
      },
      {
        trap: 'the answer to an offer in the 200 is in the ACK',
        flow: `alice -> bob INVITE
          bob -> alice 302 to carol
          alice -> bob ACK
          alice -> carol INVITE to carol
          carol -> alice 200 sdp
          alice -> carol ACK sdp`,
      },
      {
        trap: 'a message was cut, or has a body that is no SDP',
        flow: `alice -> bob INVITE sdp\nbob -> alice 200 sdp truncated\n  X-Note: ${'x'.repeat(900)}\nalice -> bob ACK`,
      },
      {
        trap: 'a message was cut, or has a body that is no SDP',
        flow: 'alice -> bob INVITE\nbob -> alice 200 sdp\nalice -> bob ACK\n  Content-Type: application/pkcs7-mime\n  | ???',
      },
    ],
  },
  {
    rule: 'S24',
    fires: [
      {
        shows: 'two phones send, the first one answers',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 183 sdp
          p1 -> alice 183
          carol -> p1 183 sdp
          p1 -> alice 183
          bob -> p1 200 sdp
          p1 -> alice 200
          alice -> bob ACK`,
        says: /2 branches of this call sent media/,
      },
      {
        shows: 'the phone that answers had sent none',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 183 sdp
          p1 -> alice 183
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> carol ACK`,
        says: /2 branches .* the caller may go on hearing the wrong one/,
      },
      {
        shows: 'two phones send, nobody answers',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 183 sdp
          p1 -> alice 183
          carol -> p1 183 sdp
          p1 -> alice 183
          alice -> p1 CANCEL +9s
          p1 -> alice 200
          p1 -> alice 487
          alice -> p1 ACK`,
      },
    ],
    near: [
      {
        trap: 'the branch that answers is the one that was heard last',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 183 sdp
          p1 -> alice 183
          carol -> p1 183 sdp
          p1 -> alice 183
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> carol ACK`,
        atMost: 'info',
      },
      {
        trap: 'one branch sends SDP several times',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp\nbob -> alice 183 sdp +2s\nbob -> alice 200 sdp',
      },
      {
        trap: 'one branch sends SDP several times',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 180
          p1 -> alice 180
          carol -> p1 183 sdp
          p1 -> alice 183
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> carol ACK`,
      },
      {
        trap: 'one branch sends SDP several times',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          carol -> p1 183 sdp
          p1 -> alice 183
          carol -> p1 183 sdp +2s
          p1 -> alice 183
          bob -> p1 200
          p1 -> alice 200
          alice -> bob ACK`,
      },
    ],
  },
  {
    rule: 'S25',
    fires: [
      {
        shows: '183 without SDP for 8 s',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183\nbob -> alice 200 sdp +8s\nalice -> bob ACK',
        says: /sent only 183 without media: the caller heard silence for 8\.00 s, until the answer/,
      },
      {
        shows: 'a 183 whose media is closed, until the caller gives up',
        flow: `alice -> bob INVITE sdp
          bob -> alice 100
          bob -> alice 183 inactive
          alice -> bob CANCEL +8s
          bob -> alice 200
          bob -> alice 487
          alice -> bob ACK`,
        says: /only 183 with media that is closed: .* until the caller gave up/,
      },
      {
        shows: 'a refusal after 8 s',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183\nbob -> alice 486 +8s\nalice -> bob ACK',
        says: /until the end/,
      },
    ],
    near: [
      {
        trap: 'a 180 comes too',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183\nbob -> alice 180\nbob -> alice 200 sdp +8s',
      },
      {
        trap: 'the answer follows within 3 seconds',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183\nbob -> alice 200 sdp +2s',
      },
      { trap: 'the 183 has media', flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp\nbob -> alice 200 sdp +8s' },
    ],
  },
  {
    rule: 'S26',
    fires: [
      {
        shows: 'another port at the 200',
        flow: `alice -> bob INVITE sdp\nbob -> alice 183 ${sdp('audio PCMA', B)}\nbob -> alice 200 ${sdp('m=audio 5000 RTP/AVP 8', B)}`,
        says: /announced other media while it rang/,
      },
    ],
    near: [
      {
        trap: 'only the o= line or the order of attributes differs',
        flow: `alice -> bob INVITE sdp\nbob -> alice 183 ${sdp('audio PCMA', B)}\nbob -> alice 200 ${sdp(['audio PCMA', 'a=ptime:20'], { ...B, version: 2 })}`,
      },
      {
        trap: 'the same host is written in another way',
        flow: `alice -> bob INVITE sdp\nbob -> alice 183 ${sdp('audio PCMA', { address: '2001:db8::7' })}\nbob -> alice 200 ${sdp('audio PCMA', { address: '2001:DB8:0::7' })}`,
      },
      {
        trap: 'the 200 comes from another branch',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 183 ${sdp('audio PCMA', B)}
          p1 -> alice 183
          carol -> p1 200 ${sdp('m=audio 5000 RTP/AVP 8', A)}
          p1 -> alice 200
          alice -> carol ACK`,
      },
    ],
  },
  {
    rule: 'S27',
    fires: [
      {
        shows: 'accepted',
        flow: `${UP}\n${change('bob', 'alice', 'fax', 'fax')}`,
        finding: { severity: 'info' },
        says: /Bob .* asked to switch to T\.38 fax: it was accepted/,
      },
      {
        shows: 'refused',
        flow: `${UP}\nbob -> alice INVITE fax +5s\nalice -> bob 488\nbob -> alice ACK\n${OVER}`,
        finding: { severity: 'warning' },
      },
      {
        shows: 'refused and hung up',
        flow: `${UP}\nbob -> alice INVITE fax +5s\nalice -> bob 488\nbob -> alice ACK\nbob -> alice BYE\nalice -> bob 200`,
        finding: { severity: 'error', title: 'Fax switch failed' },
      },
      {
        shows: 'refused, and the trace ends',
        flow: `${UP}\nbob -> alice INVITE fax +5s\nalice -> bob 488\nbob -> alice ACK`,
        finding: { severity: 'warning', title: 'Fax switch refused' },
        says: /the answer was 488 Not Acceptable Here, so G\.711 has to do/,
      },
      {
        shows: 'both at once',
        flow: `${UP}\nbob -> alice INVITE fax +5s\nalice -> bob 491\nbob -> alice ACK`,
        finding: { severity: 'info' },
        says: /the other side asked at the same moment/,
      },
      {
        shows: 'no answer',
        flow: `${UP}\nbob -> alice INVITE fax +5s`,
        finding: { severity: 'info' },
        says: /Bob .* asked to switch to T\.38 fax: no answer was seen/,
      },
    ],
    near: [
      { trap: 'it was accepted', flow: `${UP}\n${change('bob', 'alice', 'fax', 'fax')}`, atMost: 'info' },
      {
        trap: 'both sides asked at the same moment (491)',
        flow: `${UP}\nbob -> alice INVITE fax +5s\nalice -> bob 491\nbob -> alice ACK`,
        atMost: 'info',
      },
      {
        trap: 'it was accepted',
        flow: `${UP}\n${change('bob', 'alice', 'fax', 'fax')}\nbob -> alice BYE +1s\nalice -> bob 200`,
        atMost: 'info',
      },
      {
        trap: 'it was accepted',
        flow: `${UP}\n${change('bob', 'alice', 'fax', 'fax')}\nbob -> alice INVITE sdp video +60s\nalice -> bob 488\nbob -> alice ACK`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'S28',
    fires: [
      {
        shows: 'both at once, and one tries again',
        flow: `${UP}
          alice -> bob INVITE sdp
          bob -> alice INVITE sdp +1ms
          bob -> alice 491
          alice -> bob 491
          alice -> bob ACK
          bob -> alice ACK
          alice -> bob INVITE sdp +3s
          bob -> alice 200 sdp
          alice -> bob ACK`,
        finding: { severity: 'info' },
        says: /Both sides tried to change the call .* \(2 refusals\)/,
      },
      {
        shows: 'nobody tries again',
        flow: `${UP}\nalice -> bob INVITE hold\nbob -> alice 491\nalice -> bob ACK\n${laterCall('60s')}`,
        finding: { severity: 'warning' },
        says: /Alice .* \(1 refusal\); each has to wait and try again\. Nobody did/,
      },
      {
        shows: 'only other changes are accepted',
        flow: `${UP}
          ${HOLD}
          alice -> bob INVITE sdp +5s
          bob -> alice 491
          alice -> bob ACK
          ${change('bob', 'alice', 'sdp', 'sdp')}
          alice -> bob INVITE sdp +5s
          bob -> alice 488
          alice -> bob ACK
          ${laterCall('60s')}`,
        finding: { severity: 'warning' },
      },
      {
        shows: 'the call is hung up a minute later',
        flow: `${UP}\nalice -> bob INVITE hold\nbob -> alice 491\nalice -> bob ACK\n… 60s\nalice -> bob BYE\nbob -> alice 200`,
        finding: { severity: 'warning' },
      },
      {
        shows: 'the first INVITE has no final response yet (RFC 3261 §14.2)',
        flow: `${UP}\nalice -> bob INVITE hold\nbob -> alice 500\n  Retry-After: 3\nalice -> bob ACK`,
        finding: { severity: 'info' },
        says: /\(1 refusal\); each has to wait and try again\.$/,
      },
      {
        shows: 'again and again',
        flow: `${UP}\n${`alice -> bob INVITE sdp +3s
          bob -> alice INVITE sdp +1ms
          bob -> alice 491
          alice -> bob 491
          alice -> bob ACK
          bob -> alice ACK\n`.repeat(3)}`,
        finding: { severity: 'error' },
        says: /\(6 refusals\)/,
      },
    ],
    near: [
      {
        trap: 'the change is tried again and accepted',
        flow: `${UP}\nalice -> bob INVITE hold\nbob -> alice 491\nalice -> bob ACK\n${change('alice', 'bob', 'hold', 'recvonly')}\n${laterCall('60s')}`,
        atMost: 'info',
      },
      {
        trap: 'the trace ends before the retry was due',
        flow: `${UP}\nalice -> bob INVITE hold\nbob -> alice 491\nalice -> bob ACK`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'S29',
    fires: [
      {
        shows: '488 to a hold, the call goes on',
        flow: `${UP}\nalice -> bob INVITE hold +5s\nbob -> alice 488\nalice -> bob ACK\n${OVER}`,
        finding: { severity: 'info' },
        says: /Bob .* refused the change with 488 Not Acceptable Here\. The call goes on as before/,
      },
      {
        shows: 'its sender hangs up',
        flow: `${UP}\nalice -> bob INVITE hold +5s\nbob -> alice 488\nalice -> bob ACK\nalice -> bob BYE +1s\nbob -> alice 200`,
        finding: { severity: 'warning' },
        says: /^Change refused, then hung up\. .* Alice .*, which had asked for it, then hung up/,
      },
      {
        shows: 'the other side hangs up',
        flow: `${UP}\nalice -> bob INVITE hold +5s\nbob -> alice 488\nalice -> bob ACK\nbob -> alice BYE +1s\nalice -> bob 200`,
        finding: { severity: 'info' },
        says: /^Change refused, call goes on\. .* 488 Not Acceptable Here\. The call went on until Bob \([^)]*\) hung up\.$/,
      },
      {
        shows: 'nobody hangs up',
        flow: `${UP}\nalice -> bob INVITE hold +5s\nbob -> alice 488\nalice -> bob ACK`,
        finding: { severity: 'info' },
      },
    ],
    near: [
      {
        trap: 'it is sent again with a login',
        flow: `${UP}\nalice -> bob INVITE hold +5s\nbob -> alice 407\nalice -> bob ACK\nalice -> bob INVITE hold\nbob -> alice 200 recvonly\nalice -> bob ACK`,
      },
      {
        trap: '408 and 481 do end the call',
        flow: `${UP}\nalice -> bob INVITE hold +5s\nbob -> alice 481\nalice -> bob ACK\nalice -> bob BYE\nbob -> alice 481`,
      },
    ],
  },
  {
    rule: 'S30',
    fires: [
      {
        shows: 'a transfer moves the audio',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nbob -> alice INVITE ${sdp('audio PCMA', { address: '198.51.100.7', version: 2 })}\nalice -> bob 200 ${sdp('audio PCMA', { ...A, version: 2 })}`,
        says: /moved from 192\.0\.2\.11:40000 to 198\.51\.100\.7:40000/,
      },
      {
        shows: 'to IPv6',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nbob -> alice INVITE ${sdp('audio PCMA', { address: '2001:db8::7', version: 2 })}\nalice -> bob 200 ${sdp('audio PCMA', { ...A, version: 2 })}`,
        says: /to \[2001:db8::7\]:40000/,
      },
    ],
    near: [
      { trap: '0.0.0.0 is a hold', flow: `${UP}\n${change('alice', 'bob', 'zero', 'sdp')}` },
      {
        trap: 'the stream is closed or opened',
        flow: `${agreed('audio PCMA', 'audio PCMA')}\nbob -> alice INVITE ${sdp('m=audio 0 RTP/AVP 8', B)}\nalice -> bob 200 ${sdp('m=audio 0 RTP/AVP 8', A)}`,
      },
      { trap: 'the stream is closed or opened', flow: `${UP}\n${change('bob', 'alice', 'fax', 'fax')}` },
      {
        trap: 'the same host is written in another way',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '2001:db8::7' })}
          bob -> alice 200 ${sdp('audio PCMA', B)}
          alice -> bob ACK
          alice -> bob INVITE ${sdp('audio PCMA', { address: '2001:DB8:0::7', version: 2 })}
          bob -> alice 200 ${sdp('audio PCMA', B)}`,
      },
    ],
  },
  {
    rule: 'S31',
    fires: [
      {
        shows: 'no address',
        flow: `alice -> bob INVITE
          Content-Type: application/sdp
          | v=0
          | o=a 1 1 IN IP4 192.0.2.10
          | s=-
          | t=0 0
          | m=audio 5000 RTP/AVP 8`,
        says: /no address \(c=\) is given for its audio/,
      },
      { shows: 'a line that is none', flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'a=x'])}\n  | nonsense` },
    ],
    near: [
      { trap: 'an offer without media lines is legal (RFC 3264 §5)', flow: `alice -> bob INVITE ${sdp([])}` },
      {
        trap: 'the message was cut by the capture',
        flow: `alice -> bob INVITE truncated ${sdp(['audio PCMA', 'm=video'])}`,
      },
      {
        trap: 'the trace is a log that may change what it prints',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA'])}\n  | nonsense`,
        sources: [{ lossy: true, clock: true }],
      },
      {
        trap: 's= or t= is missing: most readers do not mind',
        flow: `alice -> bob INVITE ${sdp('audio PCMA')}`.replace(/\n {2}\| s=-/, ''),
        atMost: 'info',
      },
      { trap: 'the message was cut by the capture', flow: 'alice -> bob INVITE sdp truncated' },
      {
        trap: 'the line of a refused stream (port 0): its formats say nothing',
        flow: agreed(
          ['audio PCMA', 'm=video 6000 RTP/AVP 96', 'a=rtpmap:96 H264/90000'],
          ['audio PCMA', 'm=video 0 RTP/AVP 96'],
        ),
      },
    ],
  },
  {
    rule: 'S32',
    fires: [
      {
        shows: 'accepted',
        flow: 'alice -> bob INVITE sdp video\nbob -> alice 200 sdp video\nalice -> bob ACK',
        says: /offered video, and Bob .* accepted it/,
      },
    ],
    near: [
      {
        trap: 'it was refused: the refusal is told by itself',
        flow: agreed(['audio PCMA', 'm=video 6000 RTP/AVP 31'], ['audio PCMA', 'm=video 0 RTP/AVP 31']),
      },
      {
        trap: 'it was accepted before and goes on',
        flow: `${UP}\nalice -> bob UPDATE\nbob -> alice 200`,
      },
    ],
  },
];
