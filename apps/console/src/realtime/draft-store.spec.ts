// Drafts belong to one person and one conversation.
import { createDraftStore, type KeyValue } from './draft-store';

function memory(): KeyValue & { readonly size: () => number } {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    size: () => map.size,
  };
}

describe('draft store', () => {
  it('keeps a draft per conversation and person', () => {
    const storage = memory();
    createDraftStore(storage, 'ann').write('k1', 'hello');
    expect(createDraftStore(storage, 'ann').read('k1')).toBe('hello');
    expect(createDraftStore(storage, 'ann').read('k2')).toBe('');
    expect(createDraftStore(storage, 'bob').read('k1')).toBe('');
  });

  it('leaves nothing behind when the text is gone', () => {
    const storage = memory();
    const drafts = createDraftStore(storage, 'ann');
    drafts.write('k1', 'hello');
    drafts.write('k1', '  ');
    expect(storage.size()).toBe(0);
  });

  it('survives a storage that refuses', () => {
    const refusing: KeyValue = {
      ...memory(),
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(() => {
      createDraftStore(refusing, 'ann').write('k1', 'hello');
    }).not.toThrow();
  });
});
