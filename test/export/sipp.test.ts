import { describe, expect, it } from 'vitest';
import { exporterOf } from '../../src/export/exporters.ts';
import { paper } from '../../src/export/paper.ts';
import { selectionOf } from './traces.ts';

type Who = 'caller' | 'callee';

/** The commands of a scenario: what is sent by its start line, what is received by its attributes. */
async function scenario(who: Who, flow: string): Promise<{ readonly steps: string[]; readonly text: string }> {
  const text = (await exporterOf(`sipp-${who}`)?.write(await selectionOf(flow), paper())) ?? '';
  const commands = text.matchAll(/<send[^>]*>\s*<!\[CDATA\[\s*(.*)|<recv (.*?)\/?>|<pause (.*?)\/>/g);
  return { text, steps: Array.from(commands, ([, sent, received, pause]) => sent ?? received ?? pause ?? '') };
}

const CALL = `
  alice -> bob INVITE sdp
  bob -> alice 100
  bob -> alice 180
  bob -> alice 200 sdp
  alice -> bob ACK
  bob -> alice BYE
  alice -> bob 200
`;

const CANCELLED = `
  alice -> bob INVITE sdp
  bob -> alice 180
  alice -> bob CANCEL
  bob -> alice 200 CANCEL
  bob -> alice 487
  alice -> bob ACK
`;

describe('a call as a scenario', () => {
  it('of the caller: sends what the caller sent, waits for what has to come', async () => {
    const { steps } = await scenario('caller', CALL);
    expect(steps.filter((step) => !step.startsWith('milliseconds'))).toEqual([
      'INVITE sip:bob@[remote_ip]:[remote_port] SIP/2.0',
      'response="100" optional="true"',
      'response="180" optional="true" rrs="true"',
      'response="200" rrs="true"',
      'ACK [next_url] SIP/2.0',
      'request="BYE" rrs="true"',
      'SIP/2.0 200 OK',
    ]);
  });

  it('of the callee: answers with a tag of its own, and remembers whom to hang up on', async () => {
    const { steps, text } = await scenario('callee', CALL);
    expect(steps.filter((step) => !step.startsWith('milliseconds'))).toEqual([
      'request="INVITE" rrs="true"',
      'SIP/2.0 100 Trying',
      'SIP/2.0 180 Ringing',
      'SIP/2.0 200 OK',
      'request="ACK" rrs="true"',
      'BYE [next_url] SIP/2.0',
      'response="200" rrs="true"',
    ]);
    expect(text).toContain('<ereg regexp=".*" search_in="hdr" header="From:" assign_to="peer"/>');
    expect(text).toContain('To: [$peer]');
    expect(text.match(/\[last_To:\];tag=\[pid\]SIPpTag\[call_number\]/g)).toHaveLength(2);
  });

  it('gives CANCEL, and the ACK of a refusal, the branch of their INVITE', async () => {
    const { steps, text } = await scenario('caller', CANCELLED);
    // What comes before something that is sent has to come: nothing else says when.
    expect(steps).toContain('response="180" rrs="true"');
    const commands = text.split(/(?=^ {2}<(?:send|recv|pause))/m).slice(1);
    for (const [at, command] of commands.entries()) {
      const back = /branch=\[branch(?:-(\d+))?\]/.exec(command)?.[1];
      if (/^ +(CANCEL|ACK) /m.test(command)) expect(at - Number(back)).toBe(0);
    }
    expect(text).toMatch(/CANCEL sip:bob@\[remote_ip\]:\[remote_port\] SIP\/2\.0/);
  });

  it('repeats what an INVITE said when its answer comes behind another exchange', async () => {
    const { text } = await scenario('callee', CANCELLED);
    for (const name of ['via', 'from', 'to']) expect(text).toContain(`assign_to="${name}"`);
    expect(text).toMatch(/SIP\/2\.0 487 [^\n]*\n +Via: \[\$via\]\n/);
  });

  it('answers a challenge with a password of nobody', async () => {
    const { steps, text } = await scenario(
      'caller',
      `
      alice -> bob REGISTER
      bob -> alice 401
        +WWW-Authenticate: Digest realm="r", nonce="n"
      alice -> bob REGISTER
        +Authorization: Digest username="alice", realm="r", nonce="n", uri="sip:bob", response="0123456789abcdef0123456789abcdef"
      bob -> alice 200
    `,
    );
    expect(steps).toContain('response="401" auth="true" rrs="true"');
    expect(text).toContain('[authentication username=alice password=secret]');
    expect(text).not.toContain('0123456789abcdef');
  });

  it('puts the media of whoever plays in the place of those that were', async () => {
    const { text } = await scenario('caller', CALL);
    expect(text).toContain('c=IN IP[media_ip_type] [media_ip]');
    expect(text).toMatch(/m=audio \[media_port\] RTP\/AVP/);
    expect(text).not.toMatch(/\b192\.0\.2\.\d+\b(?!.*-->)/);
  });

  it('sends nothing twice: SIPp repeats by itself', async () => {
    const { steps } = await scenario(
      'caller',
      `
      alice -> bob INVITE sdp
      alice -> bob INVITE sdp again
      bob -> alice 486
      alice -> bob ACK
    `,
    );
    expect(steps.filter((step) => step.startsWith('INVITE'))).toHaveLength(1);
  });

  it('tells apart what both sides ask, where they count alike', async () => {
    const { text } = await scenario(
      'caller',
      `
      alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob INVITE sdp
        CSeq: 2 INVITE
      bob -> alice 200 sdp
        CSeq: 2 INVITE
      bob -> alice INVITE sdp
        CSeq: 2 INVITE
      alice -> bob 491
        CSeq: 2 INVITE
      alice -> bob ACK
        CSeq: 2 ACK
      bob -> alice ACK
        CSeq: 2 ACK
    `,
    );
    // Alice refused Bob's INVITE, not Bob hers: her ACK is a transaction of its own.
    const acks = text.split('<send').filter((command) => command.includes('ACK [next_url]'));
    expect(acks).toHaveLength(2);
    for (const ack of acks) expect(ack).toContain('branch=[branch]');
  });
});
