import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from './page.ts';

/** A rule that was broken, and the elements that break it. */
interface Fault {
  readonly id: string;
  readonly at: readonly string[];
}

/** One frame, so axe works in the page itself: a second page to put results together costs more than all its rules. */
async function analyze(page: Page, builder: (axe: AxeBuilder) => AxeBuilder, within: string): Promise<Fault[]> {
  const { violations } = await builder(new AxeBuilder({ page }).setLegacyMode().include(within)).analyze();
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.target.join(' ')) }));
}

/**
 * What axe finds in the page as it stands, or in a part of it: every rule in the light theme,
 * and contrast, the one rule that depends on colours, in the dark one as well.
 */
export async function faults(page: Page, within = 'html'): Promise<Fault[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await analyze(page, (axe) => axe, within);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await analyze(page, (axe) => axe.withRules(['color-contrast']), within);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((fault) => ({ ...fault, id: `dark: ${fault.id}` }))];
}
