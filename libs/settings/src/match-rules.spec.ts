// Rules against visitors, as tables: what a rule says, who comes, what follows. A new kind of condition is a new table.
import { describe, expect, test } from '@jest/globals';
import { completeDocument, matchRules, rangesOf, whyNot, type RoutingRule, type RuleVisitor } from './index.js';

const someone: RuleVisitor = {
  channel: 'web',
  language: 'de-AT',
  page: 'https://shop.example/Cart?step=2',
  referrer: 'https://search.example/?q=shoes',
  attributes: { plan: 'Gold', age: 41, subscribed: true },
  customFields: { order: 'A-1001' },
  vip: 2,
  country: 'AT',
  ranges: ['192.0.2.0/24'],
  weekday: 'mon',
  time: '09:30',
};

type Given = { readonly field: string; readonly [member: string]: unknown };

/** Rules in the form in which they are sent; each settles the group of its own name. */
const rules = (...lists: readonly (readonly Given[])[]): readonly RoutingRule[] =>
  completeDocument('routing-rules', {
    rules: lists.map((conditions, index) => ({
      ...{ id: `r${index + 1}`, name: `Rule ${index + 1}`, enabled: true },
      conditions: conditions as never,
      result: { groupId: `g${index + 1}` },
    })),
  }).rules;

const matches = (condition: Given, visitor: Partial<RuleVisitor>): boolean =>
  matchRules(rules([condition]), { ...someone, ...visitor }).matched !== null;

type Table = readonly (readonly [Given, Partial<RuleVisitor>, boolean])[];

const table = (title: string, cases: Table) =>
  test.each(cases)(`${title}: %j, %j: %s`, (condition, visitor, expected) => {
    expect(matches(condition, visitor)).toBe(expected);
    // Turned round, every condition says the opposite.
    expect(matches({ ...condition, not: true }, visitor)).toBe(!expected);
  });

describe('R14 B7a conditions', () => {
  table('channel', [
    [{ field: 'channel', values: ['web', 'app'] }, {}, true],
    [{ field: 'channel', values: ['app'] }, {}, false],
  ]);
  table('language', [
    [{ field: 'language', values: ['de'] }, {}, true],
    [{ field: 'language', values: ['de-AT'] }, {}, true],
    [{ field: 'language', values: ['DE-at'] }, {}, true],
    [{ field: 'language', values: ['de-CH', 'fr'] }, {}, false],
    [{ field: 'language', values: ['de-AT'] }, { language: 'de' }, false],
    [{ field: 'language', values: ['d'] }, { language: 'de' }, false],
    [{ field: 'language', values: ['de'] }, { language: null }, false],
  ]);
  table('page', [
    [{ field: 'page', op: 'contains', values: ['/cart'] }, {}, true],
    [{ field: 'page', op: 'starts_with', values: ['https://shop.example/'] }, {}, true],
    [{ field: 'page', op: 'starts_with', values: ['shop.example'] }, {}, false],
    [{ field: 'page', op: 'is', values: ['https://shop.example/Cart?step=2'] }, {}, true],
    [{ field: 'page', op: 'is', values: ['https://shop.example/'] }, {}, false],
    [{ field: 'page', op: 'contains', values: ['cart'] }, { page: null }, false],
  ]);
  table('referrer', [
    [{ field: 'referrer', op: 'contains', values: ['q=shoes', 'q=hats'] }, {}, true],
    [{ field: 'referrer', op: 'contains', values: ['q=hats'] }, {}, false],
    [{ field: 'referrer', op: 'contains', values: ['q'] }, { referrer: null }, false],
  ]);
  table('attribute', [
    [{ field: 'attribute', name: 'plan', op: 'is', values: ['gold'] }, {}, true],
    [{ field: 'attribute', name: 'plan', op: 'is', values: ['gol'] }, {}, false],
    [{ field: 'attribute', name: 'age', op: 'is', values: ['41'] }, {}, true],
    [{ field: 'attribute', name: 'subscribed', op: 'is', values: ['true'] }, {}, true],
    [{ field: 'attribute', name: 'plan', op: 'present', values: [] }, {}, true],
    [{ field: 'attribute', name: 'team', op: 'present', values: [] }, {}, false],
    [{ field: 'attribute', name: 'order', op: 'present', values: [] }, {}, false],
    [{ field: 'attribute', name: 'constructor', op: 'present', values: [] }, {}, false],
    [{ field: 'attribute', name: 'toString', op: 'contains', values: ['function'] }, {}, false],
  ]);
  table('custom field', [
    [{ field: 'custom_field', name: 'order', op: 'starts_with', values: ['a-'] }, {}, true],
    [{ field: 'custom_field', name: 'plan', op: 'present', values: [] }, {}, false],
  ]);
  table('VIP level', [
    [{ field: 'vip', atLeast: 2 }, {}, true],
    [{ field: 'vip', atLeast: 3 }, {}, false],
    [{ field: 'vip', atLeast: 1 }, { vip: 0 }, false],
  ]);
  table('country', [
    [{ field: 'country', values: ['DE', 'AT'] }, {}, true],
    [{ field: 'country', values: ['DE'] }, {}, false],
    [{ field: 'country', values: ['AT'] }, { country: null }, false],
  ]);
  table('address', [
    [{ field: 'ip', values: ['192.0.2.0/24', '2001:db8::/32'] }, {}, true],
    [{ field: 'ip', values: ['2001:db8::/32'] }, {}, false],
    [{ field: 'ip', values: ['192.0.2.0/24'] }, { ranges: [] }, false],
  ]);
  const office = { field: 'hour', days: ['mon', 'fri'], from: '09:00', to: '17:00' };
  const night = { field: 'hour', days: ['sun'], from: '22:00', to: '06:00' };
  table('hour', [
    [office, {}, true],
    [office, { time: '09:00' }, true],
    [office, { time: '17:00' }, false],
    [office, { time: '08:59' }, false],
    [office, { weekday: 'tue' }, false],
    [night, { weekday: 'sun', time: '22:00' }, true],
    [night, { weekday: 'mon', time: '05:59' }, true],
    [night, { weekday: 'mon', time: '06:00' }, false],
    [night, { weekday: 'mon', time: '23:00' }, false],
    [night, { weekday: 'sun', time: '05:00' }, false],
    [{ ...office, from: '00:00', to: '00:00' }, { time: '23:59' }, true],
    [{ ...office, from: '00:00', to: '00:00' }, { weekday: 'wed' }, false],
  ]);
});

describe('B7b the list', () => {
  const vip = { field: 'vip', atLeast: 1 };
  const french = { field: 'language', values: ['fr'] };

  test('the first rule that matches counts, and later ones have no say', () => {
    const { matched, tried } = matchRules(rules([french], [vip], []), someone);
    expect(matched?.result.groupId).toBe('g2');
    expect(tried.map(({ ruleId }) => ruleId)).toEqual(['r1']);
  });
  test('all conditions of a rule must hold', () => {
    expect(matchRules(rules([vip, french]), someone).matched).toBeNull();
    expect(matchRules(rules([vip, { ...french, not: true }]), someone).matched?.id).toBe('r1');
  });
  test('a rule without conditions matches everybody', () => {
    expect(matchRules(rules([]), someone).matched?.id).toBe('r1');
  });
  test('no rules match nobody', () => {
    expect(matchRules([], someone)).toEqual({ matched: null, tried: [] });
  });
  test('a rule that is switched off is passed over', () => {
    const [first, ...rest] = rules([vip], [vip]);
    const off = { ...first, enabled: false } as RoutingRule;
    expect(matchRules([off, ...rest], someone)).toMatchObject({
      matched: { id: 'r2' },
      tried: [{ ruleId: 'r1', why: 'switched_off' }],
    });
  });
});

describe('B7d why not', () => {
  test('each earlier rule names the first condition that failed, and what was found instead', () => {
    const list = rules(
      [
        { field: 'vip', atLeast: 1 },
        { field: 'language', values: ['fr'] },
      ],
      [{ field: 'attribute', name: 'team', op: 'present', values: [] }],
      [{ field: 'hour', days: ['sun'], from: '00:00', to: '12:00' }],
      [{ field: 'page', op: 'contains', values: ['/cart'], not: true }],
    );
    const { matched, tried } = matchRules(list, someone);
    expect(matched).toBeNull();
    expect(tried).toEqual([
      { ruleId: 'r1', why: 'condition_failed', condition: 1, field: 'language', found: 'de-AT' },
      { ruleId: 'r2', why: 'condition_failed', condition: 0, field: 'attribute', found: null },
      { ruleId: 'r3', why: 'condition_failed', condition: 0, field: 'hour', found: 'mon 09:30' },
      { ruleId: 'r4', why: 'condition_failed', condition: 0, field: 'page', found: someone.page },
    ]);
    expect(tried.map((one) => whyNot(one, list))).toEqual([
      'It wants the language to be fr; there is “de-AT”.',
      'It wants the attribute team to be there; there is nothing known.',
      'It wants the time to be 00:00–12:00 on sun; there is “mon 09:30”.',
      'It wants the page not to contain /cart; there is “https://shop.example/Cart?step=2”.',
    ]);
  });
  test('the ranges that a shell must look up are named once', () => {
    const ip = { field: 'ip', values: ['10.0.0.0/8', '::1'] };
    expect(rangesOf(rules([ip], [ip, { field: 'vip', atLeast: 1 }]))).toEqual(['10.0.0.0/8', '::1']);
  });
});
