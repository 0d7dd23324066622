import { makeQuestions } from './questions.ts';
import { serve, type Wire } from './serve.ts';

const wire = self as unknown as Wire;
serve(wire, makeQuestions());
// The first word: the page now knows that a worker runs.
wire.postMessage({ id: 0, answer: null }, []);
