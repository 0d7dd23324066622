import type { ReactNode } from 'react';
import type { Theme } from '../../state/facts.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Brand, Icon, type IconName } from './icon.tsx';

interface TopBarProps {
  readonly children: ReactNode;
  /** What can be done anywhere stands in the menu of the page instead. */
  readonly compact?: boolean;
}

/** The line at the top: the name of the page, what is open, and what can be done anywhere. */
export function TopBar({ children, compact = false }: TopBarProps) {
  const { look } = useApp();
  return (
    <header className="top-bar">
      <span className="brand">
        <Brand /> Rungs
      </span>
      {children}
      {!compact && (
        <span className="always">
          <ThemeButton />
          <button type="button" className="button icon" aria-label="Keys and help" onClick={() => look.dialog('help')}>
            ?
          </button>
        </span>
      )}
    </header>
  );
}

const THEMES: { readonly [K in Theme]: { readonly icon: IconName; readonly label: string } } = {
  system: { icon: 'system', label: 'Colours as the system says' },
  light: { icon: 'sun', label: 'Light colours' },
  dark: { icon: 'moon', label: 'Dark colours' },
};

function ThemeButton() {
  const { look } = useApp();
  const { icon, label } = THEMES[useFacts((facts) => facts.theme)];
  return (
    <button
      type="button"
      className="button icon"
      aria-label={`${label}; change`}
      title={label}
      onClick={look.nextTheme}
    >
      <Icon name={icon} />
    </button>
  );
}
