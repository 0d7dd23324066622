import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/diagnose.ts';
import { GOOD_FLOWS } from './good-flows.ts';

describe('flows that are as they should be raise no alarm', () => {
  for (const { section, title, flow } of GOOD_FLOWS) {
    it(`${section}: ${title}`, async () => {
      const found = await findingsIn(flow);
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
    });
  }

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
