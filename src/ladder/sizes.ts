/** All lengths are CSS pixels. The body begins at y = 0, below the lane heads. */

/** Height of a message's row; its label stands above its line. */
export const RUNG_HEIGHT = 28;
/** The line of a rung below the top of its row. */
export const LINE_Y = 20;
/** Baseline and box of a label above the line. */
export const LABEL_Y = 14;
export const LABEL_SIZE = 12;
export const CHIP_SIZE = 10;
export const CHIP_HEIGHT = 14;
export const CHIP_TOP = 3;
export const CHIP_PADDING = 5;
/** Between a label and a chip, and between two chips. */
export const CHIP_GAP = 4;

export const TIME_SIZE = 11;
export const GAP_HEIGHT = 30;
export const BAND_HEIGHT = 34;
export const BAND_TEXT_SIZE = 11.5;
export const EDGE_HEIGHT = 30;
/** Of a note: a line of it, and the room above and below all of them. */
export const NOTE_LINE = 16;
export const NOTE_PADDING = 9;

export const HEAD_HEIGHT = 68;
export const NAME_SIZE = 13;
export const ADDRESS_SIZE = 11;
export const PRODUCT_SIZE = 10.5;

export const TOP_PADDING = 8;
export const BOTTOM_PADDING = 20;

/** Lanes nearer than this cannot hold what a label has to say, farther ones lose the eye. */
export const LEAST_LANE_DISTANCE = 112;
/** The least where lanes do not fit into the width anyway: a socket in each head, most labels whole. */
export const EASY_LANE_DISTANCE = 136;
export const MOST_LANE_DISTANCE = 440;
/** A line keeps off the lifeline by this much: the bar of a phase stands between. */
export const LIFELINE_CLEARANCE = 7;
export const SPAN_OFFSET = 1;
export const SPAN_WIDTH = 4;
/** How far a message that a lane sends to itself swings out. */
export const LOOP_WIDTH = 26;
/** Room beside the ends of a line that a label leaves free, so that the arrow head stands clear. */
export const LABEL_INSET = 2;

/** Right edges of the time and of the delta beside it; a delta of more characters is told elsewhere. */
export const TIME_X = 86;
export const DELTA_X = 145;
export const LONGEST_DELTA = 8;
/** Between the gutter and the first lane, and the last lane and the right end. */
export const LEFT_MARGIN = 34;
export const RIGHT_MARGIN = 62;
/** Half of what a head takes where there is no gutter beside it. */
export const HEAD_HALF = 76;

/** Below this width the gutter leaves out what was said already: the time since the rung before. */
export const NARROW = 600;
