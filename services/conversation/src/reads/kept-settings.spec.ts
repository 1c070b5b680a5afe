// When settings that are kept in memory are read anew: after their moment, after a change, after a failure.
import { describe, expect, it } from '@jest/globals';
import type { ServicePorts } from '@frontdesk/nest';
import { KeptSettings } from './kept-settings.js';

/** Settings whose reads are answered by hand, in the order in which they were asked. */
function given() {
  const reads: ((rows: object[] | Error) => void)[] = [];
  const at = { now: 0 };
  const query = () =>
    new Promise((resolve, reject) => reads.push((rows) => (rows instanceof Error ? reject(rows) : resolve(rows))));
  const settings = new KeptSettings({ clock: { now: () => at.now }, db: { query } } as unknown as ServicePorts);
  const saved = (name: string) => [{ kind: 'groups', id: 'support', removed: false, document: { name } }];
  const name = async (asked: ReturnType<KeptSettings['of']>) => (await asked).groups.get('support')?.name;
  return { settings, reads, saved, name, at };
}

describe('settings that are kept', () => {
  it('are read once for all who ask within the moment, and again after it', async () => {
    const { settings, reads, saved, name, at } = given();
    const asked = [settings.of('demo'), settings.of('demo')];
    reads[0]?.(saved('Support'));
    expect(await Promise.all(asked.map(name))).toEqual(['Support', 'Support']);
    at.now = 9_999;
    void settings.of('demo');
    expect(reads).toHaveLength(1);
    at.now = 10_000;
    void settings.of('demo');
    expect(reads).toHaveLength(2);
  });

  it('are never those of a read that began before a change, for who asks after it', async () => {
    const { settings, reads, saved, name } = given();
    const before = settings.of('demo');
    settings.forget();
    const after = settings.of('demo');
    reads[1]?.(saved('Help'));
    reads[0]?.(saved('Support'));
    expect([await name(before), await name(after), await name(settings.of('demo'))]).toEqual([
      'Support',
      'Help',
      'Help',
    ]);
  });

  it('are read again after a read that failed', async () => {
    const { settings, reads, saved, name } = given();
    const failed = settings.of('demo');
    reads[0]?.(new Error('away'));
    await expect(failed).rejects.toThrow('away');
    const again = settings.of('demo');
    reads[1]?.(saved('Support'));
    expect(await name(again)).toBe('Support');
  });

  it('are kept when a read that began before a change fails', async () => {
    const { settings, reads, saved, name } = given();
    const before = settings.of('demo');
    settings.forget();
    const after = settings.of('demo');
    reads[1]?.(saved('Help'));
    await after;
    reads[0]?.(new Error('away'));
    await expect(before).rejects.toThrow('away');
    expect([await name(settings.of('demo')), reads.length]).toEqual(['Help', 2]);
  });

  it('name a group that was removed, and do not count it among those there are', async () => {
    const { settings, reads, saved, name } = given();
    const asked = settings.of('demo');
    reads[0]?.(saved('Support').map((row) => ({ ...row, removed: true })));
    expect([await name(asked), (await asked).standing]).toEqual(['Support', []]);
  });

  it('tell the newest name of an agent, and the id while nobody has told it', async () => {
    const { settings, reads } = given();
    const [ana, ben] = [settings.agent('demo', 'ana'), settings.agent('demo', 'ben')];
    reads[0]?.([{ document: { name: 'Ana' } }]);
    reads[1]?.([]);
    expect(await Promise.all([ana, ben])).toEqual([
      { name: 'Ana', picture: null },
      { name: 'ben', picture: null },
    ]);
    settings.forget();
    const renamed = settings.agent('demo', 'ana');
    reads[2]?.([{ document: { name: 'Anna' } }]);
    expect((await renamed).name).toBe('Anna');
  });
});
