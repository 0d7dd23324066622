import { describe, expect, it } from 'vitest';
import { findingsIn, findingsOfFlow } from '../support/diagnose.ts';
import { callFrom, type Flow, type FlowMessage } from '../support/flow.ts';
import { GOOD_FLOWS } from './good-flows.ts';

async function expectQuiet(
  what: string,
  whole: Flow,
  isSeen: (message: FlowMessage, place: number) => boolean,
): Promise<void> {
  const found = await findingsOfFlow({ ...whole, messages: whole.messages.filter(isSeen) });
  const alarms = found.filter(({ severity }) => severity !== 'info').map(({ rule, text }) => `${rule}: ${text}`);
  expect({ what, alarms }).toEqual({ what, alarms: [] });
}

describe('flows that are as they should be raise no alarm', () => {
  for (const { section, title, flow } of GOOD_FLOWS) {
    it(`${section}: ${title}`, async () => {
      const found = await findingsIn(flow);
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
    });
  }

  for (const [words, directive] of [
    ['without a clock', 'clock none'],
    ['without addresses', 'addresses none'],
    ['over TCP', 'transport tcp'],
    ['with coarse stamps', 'stamps coarse'],
  ] as const) {
    it(`${words} too`, async () => {
      for (const { section, flow } of GOOD_FLOWS) {
        await expectQuiet(section, callFrom(`${directive}\n${flow}`), () => true);
      }
    });
  }

  it('wherever the capture begins or ends', async () => {
    for (const { section, flow } of GOOD_FLOWS) {
      const whole = callFrom(flow);
      for (let cut = 1; cut < whole.messages.length; cut++) {
        await expectQuiet(`${section} from message ${cut} on`, whole, (_, i) => i >= cut);
        await expectQuiet(`${section} up to message ${cut}`, whole, (_, i) => i < cut);
      }
    }
  });

  it('whichever host alone was captured sending', async () => {
    for (const { section, flow } of GOOD_FLOWS) {
      const whole = callFrom(`${flow}\n… 60s\nzoe -> dora OPTIONS @zoe\ndora -> zoe 200 @zoe`);
      for (const name of new Set(whole.messages.map(({ from }) => from.name))) {
        await expectQuiet(
          `${section}, only what ${name} sends`,
          whole,
          ({ from }) => from.name === name || from.name === 'zoe',
        );
      }
    }
  });

  it('and are told for what they are', async () => {
    const headline = async (section: string) => {
      const flow = GOOD_FLOWS.find((one) => one.section === section)?.flow ?? '';
      return (await findingsIn(flow))
        .filter((finding) => finding.headline)
        .map(({ rule, title }) => `${rule} ${title}`);
    };
    expect(await headline('RFC 3665 §3.9')).toEqual(['R10 Busy']);
    expect(await headline('RFC 3665 §3.8')).toEqual(['R09 No answer']);
    expect(await headline('RFC 3665 §2.1')).toEqual(['R01 Authentication step']);
  });
});
