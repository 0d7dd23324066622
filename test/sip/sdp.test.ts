import { describe, expect, test } from 'vitest';
import { parseSdp } from '../../src/sip/sdp.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const sdp = (...lines: string[]) => parseSdp(encoder.encode(`${lines.join('\r\n')}\r\n`));
const HEAD = ['v=0', 'o=alice 2890844526 2890844527 IN IP4 host.example.com', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'];
const codes = (...lines: string[]) => sdp(...lines).problems.map(({ code }) => code);

describe('session level', () => {
  test('origin, connection, time, bandwidth', () => {
    const description = sdp(
      'v=0',
      'o=- 18446744073709551615 2 IN IP6 2001:db8::1',
      's=A call',
      'i=info',
      'c=IN IP4 233.252.0.1/127/3',
      'b=AS:64',
      'b=X-odd',
      't=3034423619 3042462419',
      't=0 0',
    );
    expect(description).toMatchObject({
      version: '0',
      origin: {
        userName: '-',
        sessionId: '18446744073709551615',
        sessionVersion: '2',
        addressType: 'IP6',
        address: '2001:db8::1',
      },
      sessionName: 'A call',
      information: 'info',
      connection: { address: '233.252.0.1', ttl: 127, count: 3 },
      bandwidth: [
        { type: 'AS', value: 64 },
        { type: 'X-odd', value: null },
      ],
      time: [{ start: '3034423619', stop: '3042462419' }, { start: '0' }],
      media: [],
      problems: [],
    });
    expect(sdp(...HEAD, 'm=audio 1 RTP/AVP 0', 'c=IN IP6 ff00::db8:0:101/3').media[0]?.connection).toMatchObject({
      ttl: null,
      count: 3,
    });
  });

  test('every line is kept with its bytes', () => {
    const bytes = encoder.encode('xx\nv=0\no= 1\nnonsense\n\na=ö:ü\nyy');
    const { lines } = parseSdp(bytes, { start: 3, end: bytes.length - 3 });
    expect(lines.map(({ type, value }) => [type, value])).toEqual([
      ['v', '0'],
      ['o', ' 1'],
      ['', 'nonsense'],
      ['a', 'ö:ü'],
    ]);
    expect(lines.map(({ span }) => decoder.decode(bytes.subarray(span.start, span.end)))).toEqual([
      'v=0',
      'o= 1',
      'nonsense',
      'a=ö:ü',
    ]);
  });

  test('LF and CR alone end lines, too', () => {
    const crlf = sdp(...HEAD, 'm=audio 4000 RTP/AVP 0', 'a=sendonly');
    for (const end of ['\n', '\r']) {
      const other = parseSdp(encoder.encode([...HEAD, 'm=audio 4000 RTP/AVP 0', 'a=sendonly', ''].join(end)));
      expect(other.lines.map(({ value }) => value)).toEqual(crlf.lines.map(({ value }) => value));
      expect(other.media[0]?.direction).toBe('sendonly');
    }
  });
});

describe('media', () => {
  test('codecs by rtpmap and by RFC 3551', () => {
    const { media } = sdp(
      ...HEAD,
      'm=audio 49170/2 RTP/AVP 0 18 96 101',
      'a=rtpmap:96 opus/48000/2',
      'a=fmtp:96 useinbandfec=1; stereo=1',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-16',
      'a=fmtp:18 annexb=no',
      'a=rtcp-fb:* nack',
      'a=rtcp-fb:96 ccm fir',
      'a=ptime:20',
      'a=maxptime:40',
    );
    expect(media[0]).toMatchObject({
      kind: 'audio',
      port: 49170,
      portCount: 2,
      protocol: 'RTP/AVP',
      formats: ['0', '18', '96', '101'],
      ptime: 20,
      maxptime: 40,
    });
    expect(media[0]?.codecs).toEqual([
      { payloadType: 0, name: 'PCMU', clockRate: 8000, channels: 1, fmtp: null, feedback: ['nack'], isStatic: true },
      {
        payloadType: 18,
        name: 'G729',
        clockRate: 8000,
        channels: 1,
        fmtp: 'annexb=no',
        feedback: ['nack'],
        isStatic: true,
      },
      {
        payloadType: 96,
        name: 'opus',
        clockRate: 48000,
        channels: 2,
        fmtp: 'useinbandfec=1; stereo=1',
        feedback: ['nack', 'ccm fir'],
        isStatic: false,
      },
      {
        payloadType: 101,
        name: 'telephone-event',
        clockRate: 8000,
        channels: 1,
        fmtp: '0-16',
        feedback: ['nack'],
        isStatic: false,
      },
    ]);
  });

  test('what the session says holds for media that say nothing', () => {
    const { media } = sdp(
      ...HEAD,
      'a=inactive',
      'a=setup:actpass',
      'a=fingerprint:SHA-256 AA:BB',
      'a=ice-ufrag:sess',
      'a=ice-pwd:0123456789012345678901',
      'a=ice-lite',
      'm=audio 1 RTP/SAVPF 0',
      'm=video 2 RTP/SAVPF 34',
      'c=IN IP4 198.51.100.7',
      'a=sendonly',
      'a=setup:active',
      'a=ice-ufrag:media',
      'a=mid:v1',
    );
    expect(media).toMatchObject([
      {
        direction: 'inactive',
        connection: { address: '192.0.2.1' },
        setup: 'actpass',
        mid: null,
        ice: { ufrag: 'sess', lite: true },
      },
      {
        direction: 'sendonly',
        connection: { address: '198.51.100.7' },
        setup: 'active',
        mid: 'v1',
        ice: { ufrag: 'media', password: '0123456789012345678901' },
      },
    ]);
    expect(media[0]?.fingerprint).toEqual({ hash: 'sha-256', value: 'AA:BB' });
    expect(sdp(...HEAD, 'm=audio 1 RTP/AVP 0').media[0]).toMatchObject({
      direction: 'sendrecv',
      ice: null,
      fingerprint: null,
    });
  });

  test('keys, candidates and rtcp', () => {
    const { media, problems } = sdp(
      ...HEAD,
      'm=audio 1 RTP/SAVP 0',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc|2^20|1:32 KDR=1',
      'a=rtcp:53020 IN IP4 126.16.64.4',
      'a=rtcp-mux',
      'a=candidate:1 1 UDP 2130706431 10.0.1.1 8998 typ host',
      'a=candidate:2 2 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0',
    );
    expect(media[0]).toMatchObject({
      crypto: [{ tag: '1', suite: 'AES_CM_128_HMAC_SHA1_80', keyParameters: 'inline:abc|2^20|1:32 KDR=1' }],
      rtcp: { port: 53020, address: '126.16.64.4' },
      rtcpMux: true,
      ice: {
        candidates: [
          {
            foundation: '1',
            component: 1,
            transport: 'UDP',
            priority: 2130706431,
            address: '10.0.1.1',
            port: 8998,
            type: 'host',
            relatedAddress: null,
            relatedPort: null,
          },
          { type: 'srflx', relatedAddress: '10.0.1.1', relatedPort: 8998 },
        ],
      },
    });
    expect(problems).toEqual([]);
  });

  test('media without RTP have formats but no codecs', () => {
    const { media, problems } = sdp(
      ...HEAD,
      'm=image 4000 udptl t38',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'm=audio 0 RTP/AVP 0',
    );
    expect(media.map(({ kind, port, codecs }) => [kind, port, codecs.length])).toEqual([
      ['image', 4000, 0],
      ['application', 9, 0],
      ['audio', 0, 1],
    ]);
    expect(problems).toEqual([]);
  });

  test('a media description spans its lines', () => {
    const bytes = encoder.encode([...HEAD, 'm=audio 1 RTP/AVP 0', 'a=x', 'm=video 2 RTP/AVP 34', ''].join('\r\n'));
    const [audio, video] = parseSdp(bytes).media;
    expect(decoder.decode(bytes.subarray(audio?.span.start, audio?.span.end))).toBe('m=audio 1 RTP/AVP 0\r\na=x\r\n');
    expect(decoder.decode(bytes.subarray(video?.lineSpan.start, video?.lineSpan.end))).toBe('m=video 2 RTP/AVP 34');
  });
});

describe('what is wrong is told', () => {
  test.each<[string, string[], string[]]>([
    ['missing lines', ['v=0', 's=-'], ['sdp-missing-line', 'sdp-missing-line']],
    ['a second version', [...HEAD, 'v=0'], ['sdp-repeated-line']],
    ['a version that is not first', [...HEAD.slice(1), 'v=0'], ['sdp-bad-order']],
    ['another version', ['v=1', ...HEAD.slice(1)], ['sdp-unknown-version']],
    ['a line that is none', [...HEAD, 'm =video 1 RTP/AVP 0'], ['sdp-bad-line']],
    ['an origin that lacks parts', [...HEAD.filter((line) => !line.startsWith('o')), 'o=- 1 IN'], ['sdp-bad-origin']],
    [
      'a connection that lacks an address',
      [...HEAD.filter((line) => !line.startsWith('c')), 'c=IN IP4'],
      ['sdp-bad-connection'],
    ],
    ['a media line that lacks parts', [...HEAD, 'm=audio 1'], ['sdp-bad-media']],
    ['a port above 65535', [...HEAD, 'm=audio 65536 RTP/AVP 0'], ['sdp-bad-port']],
    ['a port that is no number', [...HEAD, 'm=audio x RTP/AVP 0'], ['sdp-bad-port']],
    ['a payload type above 127', [...HEAD, 'm=audio 1 RTP/AVP 128'], ['sdp-bad-payload-type']],
    ['a dynamic payload type that nothing explains', [...HEAD, 'm=audio 1 RTP/AVP 96'], ['sdp-missing-rtpmap']],
    ['an rtpmap without a clock rate', [...HEAD, 'm=audio 1 RTP/AVP 31', 'a=rtpmap:31 LPC'], ['sdp-bad-rtpmap']],
    ['a short ICE password', [...HEAD, 'a=ice-pwd:short', 'm=audio 1 RTP/AVP 0'], ['sdp-bad-ice']],
    ['half a candidate', [...HEAD, 'm=audio 1 RTP/AVP 0', 'a=candidate:1 1 UDP 1 10.0.0.1'], ['sdp-bad-candidate']],
    ['a NUL character', [...HEAD, 'a=x:\0'], ['nul-character']],
  ])('%s', (_, lines, expected) => {
    expect(codes(...lines)).toEqual(expected);
  });

  test('nothing is too empty to read', () => {
    expect(parseSdp(new Uint8Array(0))).toMatchObject({ lines: [], version: null, origin: null, media: [] });
  });
});
