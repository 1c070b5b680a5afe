// What the schedules of the chapters are made of.
export const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
export const office = [{ start: '09:00', end: '17:00' }];
export const hours = (change: object = {}) => ({
  alwaysOpen: false,
  timeZone: 'Europe/Berlin',
  weekly: week,
  ...change,
});
export const night = { start: '22:00', end: '06:00' };
export const day = (change: object) => ({ name: 'Holiday', from: '2026-12-24', intervals: [], ...change });
export const words = { then: 'message', message: 'We close now.', messages: {} };

/** Thursdays, the nights of Friday, and the morning of a holiday. */
export const OFFICE = {
  ...hours({ weekly: { ...week, thu: office, fri: [night] } }),
  overrides: [day({ name: 'Heiligabend', intervals: [{ start: '09:00', end: '12:00' }] })],
};

/** A group with hours of its own. */
export const TOKYO = { name: 'Tokyo', guide: '', hours: hours({ timeZone: 'Asia/Tokyo', alwaysOpen: true }) };
