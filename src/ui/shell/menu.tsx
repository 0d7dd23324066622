import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import { MENU_ITEMS, moveFocus } from './move-focus.ts';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Set for a choice that holds for the other items: the menu stays open. */
  readonly checked?: boolean;
  readonly do: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly disabled?: boolean;
}

/** A button that opens a list of things to do. Arrow keys move in it, Escape closes it. */
export function Menu({ label, items, disabled = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (focus: boolean) => {
    setOpen(false);
    if (focus) button.current?.focus();
  };

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>(MENU_ITEMS)?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault();
      close(event.key === 'Escape');
    }
    moveFocus(event, root.current);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the button and items inside
    <div className="menu" ref={root} onKeyDown={onKeyDown} data-own-keys="">
      <button
        ref={button}
        type="button"
        className="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {label}
        <Icon name="down" size={12} />
      </button>
      {open && (
        <div className="menu-list" role="menu" id={id} aria-label={label}>
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              tabIndex={-1}
              {...(item.checked === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemcheckbox', 'aria-checked': item.checked })}
              onClick={() => {
                if (item.checked === undefined) close(true);
                item.do();
              }}
            >
              <span>{item.label}</span>
              {item.checked && <Icon name="ok" size={13} />}
              {item.hint && <span className="quiet">{item.hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
