/** Ways in which a text tries to become something else in a page, a picture, a document or a table. */
const VECTORS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script href=data:,alert(1) />',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<details open ontoggle=alert(1)>',
  '<body onload=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<math><mtext><style><img src onerror=alert(1)></style>',
  '<a href="javascript:alert(1)">x</a>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<object data="data:text/html,<script>alert(1)</script>">',
  '<video><source onerror=alert(1)></video>',
  '<form action=https://evil.example/><button>x</button></form>',
  '<foreignObject><body onload=alert(1)></foreignObject>',
  '<animate onbegin=alert(1) attributeName=x>',
  '<template><script>alert(1)</script></template>',
  'javascript:alert(1)//',
  '{{constructor.constructor("alert(1)")()}}',
  '\u0024{alert(1)}',
  '%%{init: {"securityLevel": "loose"}}%% click A call alert()',
  '=HYPERLINK("https://evil.example","x")',
];

/** What stands before a vector so that it leaves the place it was put into. */
const WAYS_OUT = [
  '',
  '"',
  '">',
  "'>",
  '</title>',
  '</text></svg>',
  '</script>',
  '</textarea></noscript>',
  '-->',
  ']]>',
  '\\"',
  '\u202e\u0000',
];

/** Three hundred texts that some program between a trace and its reader may take for its own. */
export const PAYLOADS: readonly string[] = VECTORS.flatMap((vector) => WAYS_OUT.map((out) => `${out}${vector}`));

/** A message of a call with another payload in each of its fields; number `i` of the whole corpus. */
export function hostileMessage(i: number): string {
  const at = (field: number) => PAYLOADS[(i + field * 25) % PAYLOADS.length] ?? '';
  const quoted = (field: number) => `"${at(field).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const isRequest = i % 2 === 0;
  const first = isRequest ? `MESSAGE sip:${encodeURIComponent(at(0))}@b.example SIP/2.0` : `SIP/2.0 400 ${at(0)}`;
  return [
    first,
    `Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK${i >> 1};x=${quoted(1)}`,
    `From: ${quoted(2)} <sip:${encodeURIComponent(at(2))}@a.example>;tag=a`,
    `To: ${quoted(3)} <sip:b@b.example;x=${encodeURIComponent(at(3))}>`,
    `Call-ID: ${PAYLOADS[Math.floor(i / 30) * 29] ?? ''}`,
    `CSeq: ${1 + (i >> 1)} MESSAGE`,
    `User-Agent: ${at(5)}`,
    `Server: ${at(5)}`,
    `Subject: ${at(6)}`,
    `Reason: SIP;cause=400;text=${quoted(7)}`,
    `Warning: 399 a.example ${quoted(8)}`,
    `X-${at(9).replaceAll(/[^!#-9;-~]/g, '')}: ${at(9)}`,
    `Contact: <${at(10)}>`,
    'Content-Type: application/sdp',
    '',
    'v=0',
    `o=${at(11)} 1 1 IN IP4 192.0.2.1`,
    `s=${at(11)}`,
    `c=IN IP4 ${at(1)}`,
    't=0 0',
    `m=audio 4000 RTP/AVP 0 ${at(2)}`,
    `a=rtpmap:0 ${at(3)}`,
    `a=${at(4)}`,
    '',
  ].join('\r\n');
}
