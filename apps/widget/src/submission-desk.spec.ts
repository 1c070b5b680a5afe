// Where the faults of a form are shown.
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '@frontdesk/contracts';
import { en, translator } from './dictionary.js';
import { faults, fieldErrors } from './submission-desk.js';

const t = translator(() => en);
const problem = (pointer: string): Problem => ({
  ...{ type: '', title: '', status: 422, detail: '', instance: '', code: 'invalid', trace_id: '' },
  errors: [{ pointer, code: 'x', message: 'No' }],
});

describe('faults of the form', () => {
  it('are found before anything is sent', () => {
    expect(faults({ email: 'a@b.co', text: 'hi' }, t)).toEqual({});
    expect(Object.keys(faults({ email: 'nope', text: '' }, t))).toEqual(['email', 'text']);
  });

  it('of the server stand at their fields, and at the form when there is none', () => {
    expect(fieldErrors(problem('/email'))).toEqual({ email: 'No' });
    expect(fieldErrors(problem('#/text'))).toEqual({ text: 'No' });
    expect(fieldErrors(problem('/groupId'))).toEqual({ form: 'No' });
    expect(fieldErrors(null)).toEqual({});
  });
});
