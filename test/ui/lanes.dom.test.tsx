import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forkTo, INNER, OUTER, pinged, throughBoxes } from '../support/lanes.ts';
import { openPage, pasted } from './page.tsx';

async function openTrace(text = throughBoxes()) {
  const page = openPage();
  await page.app.open.offer([pasted(text)]);
  await screen.findByRole('list', { name: 'Lanes' });
  return page;
}

const heads = () => within(screen.getByRole('list', { name: 'Lanes' })).getAllByRole('button');
const names = () => heads().map((head) => head.getAttribute('aria-label')?.split(',')[0]);
const head = (at: number) => heads()[at] as HTMLElement;
const ORDER = ['Alice Archer', '198.51.100.1', '10.0.0.1', '10.0.0.5', 'bob'];

/** Without a layout the ladder stands at the left edge of the window: places are those of the drawing. */
function placeOf(at: number): number {
  const lane = document.querySelectorAll('.ladder-heads g.lane')[at];
  return Number(/translate\((\d+)/.exec(lane?.getAttribute('transform') ?? '')?.[1]);
}

describe('the heads of the lanes', () => {
  it('stand in the order of the call; one stop of the Tab key, arrow keys go through them', async () => {
    const { user } = await openTrace();
    expect(names()).toEqual(ORDER);
    expect(heads().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1, -1]);
    head(0).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(head(1)).toHaveFocus();
    await user.keyboard('{End}');
    expect(head(4)).toHaveFocus();
    expect(head(4)).toHaveAccessibleDescription('Lane 5 of 5');
  });

  it('are moved with Shift and the arrow keys, keep the focus, and the table of the ladder follows; Ctrl+Z takes it back', async () => {
    const { user } = await openTrace();
    head(0).focus();
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(names()).toEqual(['198.51.100.1', '10.0.0.1', 'Alice Archer', '10.0.0.5', 'bob']);
    expect(head(2)).toHaveFocus();
    expect(await screen.findByText('Alice Archer is lane 3 of 5 now')).toBeInTheDocument();
    await user.keyboard('{Control>}z{/Control}');
    expect(names()).toEqual(['198.51.100.1', 'Alice Archer', '10.0.0.1', '10.0.0.5', 'bob']);
    await user.keyboard('{Control>}z{/Control}');
    expect(names()).toEqual(ORDER);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(names()?.[1]).toBe('Alice Archer');
  });

  it('are dragged beside another one, or onto it; Escape lets go', async () => {
    await openTrace();
    const drag = (from: number, to: number, drop = true) => {
      const target = (placeOf(Math.floor(to)) + placeOf(Math.ceil(to))) / 2;
      head(from).setPointerCapture = () => undefined;
      fireEvent.pointerDown(head(from), { clientX: placeOf(from), button: 0 });
      fireEvent.pointerMove(head(from), { clientX: placeOf(from) + 9 });
      fireEvent.pointerMove(head(from), { clientX: target });
      if (drop) fireEvent.pointerUp(head(from));
    };
    drag(0, 3.5);
    expect(names()).toEqual(['198.51.100.1', '10.0.0.1', '10.0.0.5', 'Alice Archer', 'bob']);
    drag(1, 0);
    expect(names()).toEqual(['198.51.100.1', '10.0.0.5', 'Alice Archer', 'bob']);
    expect(head(0)).toHaveAccessibleName(`198.51.100.1, ${OUTER}, ${INNER}`);
    drag(0, 2, false);
    expect(document.querySelector('.lane-head.takes')).not.toBeNull();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.pointerUp(head(0));
    expect(names()).toHaveLength(4);
    expect(document.querySelector('.lane-drag')).toBeNull();
  });

  describe('by touch', () => {
    beforeEach(async () => {
      await openTrace();
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      for (const one of heads()) one.setPointerCapture = () => undefined;
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    const down = (at: number, pointerType: string, pointerId = 7) =>
      fireEvent.pointerDown(head(at), { clientX: placeOf(at), clientY: 30, button: 0, pointerType, pointerId });
    const move = (at: number, clientX: number, clientY = 30, pointerId = 7) =>
      fireEvent.pointerMove(head(at), { clientX, clientY, pointerId });
    const up = (at: number, pointerId = 7) => fireEvent.pointerUp(head(at), { pointerId });
    const rest = (milliseconds = 300) => act(() => vi.advanceTimersByTime(milliseconds));
    const isHeld = () => document.querySelector('.lane-head.held') !== null;
    /** Whether the page would stay where it is under the finger. */
    const keepsStill = (at: number) => !fireEvent.touchMove(head(at));

    it.each(['touch', 'pen'])('a head is taken hold of once a %s rested on it', (kind) => {
      down(0, kind);
      rest(299);
      expect(isHeld()).toBe(false);
      rest(1);
      expect(isHeld()).toBe(true);
      expect(keepsStill(0)).toBe(true);
      move(0, (placeOf(3) + placeOf(4)) / 2);
      up(0);
      fireEvent.click(head(0));
      expect(names()).toEqual(['198.51.100.1', '10.0.0.1', '10.0.0.5', 'Alice Archer', 'bob']);
      expect(screen.queryByRole('menu')).toBeNull();
    });

    it('a finger that moves at once scrolls, whatever it does then', () => {
      down(0, 'touch');
      rest(100);
      move(0, placeOf(0), 45);
      rest(1000);
      expect(isHeld()).toBe(false);
      expect(keepsStill(0)).toBe(false);
      move(0, placeOf(3));
      up(0);
      expect(names()).toEqual(ORDER);
    });

    it('the browser may take it away, and so may a second finger', () => {
      down(0, 'touch');
      rest();
      move(0, placeOf(2));
      fireEvent.pointerCancel(head(0), { pointerId: 7 });
      expect(isHeld()).toBe(false);
      up(0);
      down(0, 'touch');
      rest();
      move(0, placeOf(2));
      down(4, 'touch', 8);
      rest();
      expect(isHeld()).toBe(false);
      up(0);
      up(4, 8);
      expect(names()).toEqual(ORDER);
      expect(keepsStill(0)).toBe(false);
    });

    it('a long press that goes nowhere opens the menu of the head, not that of the browser', () => {
      down(1, 'touch');
      rest();
      expect(fireEvent.contextMenu(head(1))).toBe(false);
      up(1);
      fireEvent.click(head(1));
      expect(screen.getByRole('menu')).toBeInTheDocument();
      expect(fireEvent.contextMenu(head(1))).toBe(true);
      expect(names()).toEqual(ORDER);
    });
  });

  it('open a menu that does the same: merge with another, split again, hide and show', async () => {
    const { user } = await openTrace();
    head(2).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('menuitem', { name: /^Rename/ })).toHaveFocus();
    await user.click(screen.getByRole('menuitem', { name: 'Draw as one lane with …' }));
    const others = within(screen.getByRole('menu', { name: 'Draw 10.0.0.1 as one lane with' }));
    await user.click(others.getByRole('menuitem', { name: /198\.51\.100\.1/ }));
    expect(names()).toEqual(['Alice Archer', '198.51.100.1', '10.0.0.5', 'bob']);
    await user.click(head(1));
    await user.click(screen.getByRole('menuitem', { name: 'Split into 2 lanes' }));
    expect(names()).toEqual(ORDER);
    head(3).focus();
    await user.keyboard('{Delete}');
    expect(names()).toEqual(['Alice Archer', '198.51.100.1', '10.0.0.1', 'bob']);
    expect(head(3)).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Show all lanes' }));
    expect(names()).toEqual(ORDER);
    await user.click(head(1));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(head(1)).toHaveFocus();
  });
});

describe('a name', () => {
  it('is given with F2, and shown wherever the lane is named', async () => {
    const { user, app } = await openTrace();
    head(1).focus();
    await user.keyboard('{F2}');
    await user.keyboard('Edge SBC{Enter}');
    expect(names()[1]).toBe('Edge SBC');
    expect(head(1)).toHaveFocus();
    const table = await screen.findByRole('table', { name: /The ladder as a table/ });
    await waitFor(() => expect(table).toHaveTextContent('INVITE from Alice Archer to Edge SBC'));
    expect([...app.store.getState().lanes.names]).toEqual([[OUTER, 'Edge SBC']]);
    expect(app.store.getState().aliases.size).toBe(0);
  });

  it('is kept for the next trace when that was agreed to', async () => {
    const { user, app } = await openTrace();
    head(1).focus();
    await user.keyboard('{F2}');
    await user.clear(screen.getByRole('textbox', { name: 'Name of this lane' }));
    await user.keyboard('Edge SBC');
    await user.click(
      screen.getByRole('checkbox', { name: /^Keep it in this browser for 198\.51\.100\.1, in every trace/ }),
    );
    await user.click(screen.getByRole('button', { name: 'Rename' }));
    await app.open.replace([pasted(forkTo(2))]);
    await waitFor(() => expect(names()).toContain('Edge SBC'));
    expect(app.store.getState().lanes.names.size).toBe(0);
  });
});

describe('a proposal', () => {
  it('is made true with one click, and gone; taken back it is made again; refused it is not', async () => {
    const { user } = await openTrace();
    const strip = await screen.findByRole('region', { name: 'Lanes that may be one machine' });
    expect(strip).toHaveTextContent(/^198\.51\.100\.1 and 10\.0\.0\.1 never send each other anything, and the INVITE/);
    await user.click(within(strip).getByRole('button', { name: 'Draw as one lane' }));
    expect(names()).toEqual(['Alice Archer', '198.51.100.1', '10.0.0.5', 'bob']);
    expect(screen.queryByRole('region', { name: 'Lanes that may be one machine' })).toBeNull();
    await user.keyboard('{Control>}z{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Keep apart' }));
    expect(names()).toEqual(ORDER);
    expect(screen.queryByRole('region', { name: 'Lanes that may be one machine' })).toBeNull();
  });
});

describe('the list of lanes', () => {
  it('merges by network, takes a socket out, hides, and puts all back', async () => {
    const { user } = await openTrace();
    await user.keyboard('l');
    const dialog = within(await screen.findByRole('dialog', { name: 'Lanes' }));
    const field = dialog.getByRole('textbox', { name: 'Address, network or ports' });
    await user.type(field, '10.0.0.0/33');
    expect(dialog.getByText('This is no address, no network and no range of ports.')).toBeVisible();
    await user.clear(field);
    await user.type(field, '10.0.0.0/28');
    expect(dialog.getByText('2 sockets: 10.0.0.1:5060, 10.0.0.5:5060')).toBeVisible();
    await user.keyboard('{Enter}');
    expect(names()).toEqual(['Alice Archer', '198.51.100.1', '10.0.0.1', 'bob']);
    await user.click(dialog.getByRole('button', { name: 'Take 10.0.0.5:5060 out of 10.0.0.1' }));
    expect(names()).toEqual(ORDER);
    await user.click(dialog.getByRole('button', { name: 'Hide bob' }));
    expect(names()).not.toContain('bob');
    await user.click(dialog.getByRole('button', { name: 'Show 10.0.0.20:5060' }));
    expect(names()).toContain('bob');
    await user.click(dialog.getByRole('button', { name: 'As the trace has them' }));
    expect(names()).toEqual(ORDER);
  });

  it('reads names from a file, and tells what it passed over', async () => {
    const { user, app } = await openTrace();
    await user.keyboard('l');
    const dialog = within(await screen.findByRole('dialog', { name: 'Lanes' }));
    const file = new File([], 'hosts');
    // jsdom's files have no text().
    Object.assign(file, { text: async () => '10.0.0.5 pbx-1\nno address\n10.0.0.0/8,LAN\n' });
    fireEvent.change(dialog.getByLabelText('List of names'), { target: { files: [file] } });
    expect(await dialog.findByText('2 names read from hosts; 1 line passed over, the first is line 2.')).toBeVisible();
    expect(names()).toEqual(['Alice Archer', '198.51.100.1', 'LAN', 'pbx-1', 'LAN']);
    await user.click(dialog.getByRole('button', { name: 'Forget the name of 10.0.0.0/8' }));
    expect(names()).toEqual(['Alice Archer', '198.51.100.1', '10.0.0.1', 'pbx-1', 'bob']);
    expect(app.store.getState().keepNames).toBe(false);
  });
});

describe('very many lanes', () => {
  it('of which some carry only keepalives are fewer, until each is asked for', async () => {
    const { user, app } = await openTrace(pinged(8));
    await app.choose.all();
    await waitFor(() => expect(names()).toHaveLength(6));
    expect(names()[5]).toBe('8 others');
    await user.click(screen.getByRole('button', { name: 'Draw each by itself' }));
    expect(names()).toHaveLength(13);
    await user.click(screen.getByRole('button', { name: 'Draw them as one' }));
    expect(names()).toHaveLength(6);
  });
});
