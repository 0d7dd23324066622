import process from 'node:process';
import fc from 'fast-check';

/** Property tests try the same cases every time; `RUNGS_SEED=random` tries others. */
if (process.env.RUNGS_SEED !== 'random') fc.configureGlobal({ seed: Number(process.env.RUNGS_SEED ?? 20_261_122) });
