import { expect, test } from 'vitest';

test('the icon lies whole inside its box, its rungs between its rails', async () => {
  const icon = await (await fetch('/public/favicon.svg')).text();
  const svg = document.importNode(new DOMParser().parseFromString(icon, 'image/svg+xml').documentElement, true);
  document.body.append(svg);
  const box = (name: string) => {
    const path = svg.querySelector<SVGPathElement>(`.${name} path`);
    if (!path) throw new Error(`no ${name}`);
    const half = Number.parseFloat(getComputedStyle(path).strokeWidth) / 2;
    const { x, y, width, height } = path.getBBox();
    return { left: x - half, top: y - half, right: x + width + half, bottom: y + height + half };
  };
  const rails = box('rail');
  expect([rails.left, rails.top]).toEqual([expect.closeTo(4.5), expect.closeTo(2)]);
  expect(Math.max(rails.right, rails.bottom)).toBeLessThanOrEqual(32);
  for (const rung of [box('request'), box('answer')]) {
    expect(rung.left).toBeGreaterThanOrEqual(rails.left);
    expect(rung.right).toBeLessThanOrEqual(rails.right);
    expect(rung.top).toBeGreaterThan(rails.top);
    expect(rung.bottom).toBeLessThan(rails.bottom);
  }
  expect(box('request').bottom).toBeLessThan(box('answer').bottom);
});
