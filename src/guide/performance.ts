/** What a figure of RFC 6076 says, and how it is worked out here. */
export interface FigureGuide {
  /** Its key among the figures. */
  readonly figure: string;
  /** `SRD`. */
  readonly short: string;
  readonly name: string;
  readonly meaning: string;
  readonly formula: string;
  readonly reference: string;
}

type Row = readonly [figure: string, short: string, name: string, clause: string, formula: string, meaning: string];

// biome-ignore format: one figure, two lines
const ROWS: readonly Row[] = [
  ['ser', 'SER', 'Session establishment ratio', '§4.6', 'INVITEs with a 2xx ÷ (all INVITEs − those with a 3xx)',
    'How many calls were answered. Busy and unanswered ones count against it, so it says as much about people as about the network.'],
  ['seer', 'SEER', 'Session establishment effectiveness ratio', '§4.7', 'INVITEs with a 2xx, 480, 486, 600 or 603 ÷ (all INVITEs − those with a 3xx)',
    'The same without the part of people: busy, declined and unavailable count as success of the network.'],
  ['isa', 'ISA', 'Ineffective session attempts', '§4.8', 'INVITEs with a 408, 500, 503 or 504 ÷ all INVITEs',
    'Calls that a machine gave up because of a failure or overload.'],
  ['scr', 'SCR', 'Session completion ratio', '§4.9', 'sessions that were answered and ended by a BYE with its 2xx ÷ all sessions whose end is known',
    'Calls that went from INVITE to the answered BYE as they should. Those still up when the capture ends are left out.'],
  ['srd', 'SRD', 'Session request delay, set up', '§4.3.1', 'first response other than 100 − first INVITE',
    'How long a caller waits until something is heard. Challenges and redirects on the way are part of it; also called post-dial delay.'],
  ['srdFailed', 'SRD', 'Session request delay, failed', '§4.3.2', 'first sign of progress, or the failure − first INVITE',
    'The same of calls that failed: never mixed with the others.'],
  ['sdd', 'SDD', 'Session disconnect delay', '§4.4', '2xx to the BYE − BYE',
    'How long it takes to hang up. BYEs that nobody answered are left out.'],
  ['sdt', 'SDT', 'Session duration time', '§4.5.1', 'BYE − 2xx to the INVITE',
    'How long calls last. Many short ones often mean bad audio.'],
  ['sdtFailed', 'SDT', 'Session duration time, BYE unanswered', '§4.5.2', 'BYE + 32 s (timer F) − 2xx to the INVITE',
    'The same of calls whose BYE nobody answered.'],
  ['rrd', 'RRD', 'Registration request delay', '§4.1', '2xx − first REGISTER',
    'How long a registration takes, its login included.'],
  ['ira', 'IRA', 'Ineffective registration attempts', '§4.2', 'registrations that failed or got no answer ÷ all registrations',
    'Registrations refused with something else than a challenge, or not answered within 32 s.'],
];

/** The figures of RFC 6076 in the order in which people ask for them. */
export const FIGURE_GUIDES: readonly FigureGuide[] = ROWS.map(([figure, short, name, clause, formula, meaning]) => ({
  figure,
  short,
  name,
  meaning,
  formula,
  reference: `RFC 6076 ${clause}`,
}));
