// Chapter: documents that are refused, each with every place at which it is wrong; and nothing of them is written.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { REFUSED_DOCUMENTS } from './refused-documents.js';
import { SeededWorkspace } from './seeded-workspace.js';
import type { Headers, ServedSettings } from './served-settings.js';

export function refused(served: ServedSettings): void {
  describe('B-validation', () => {
    const workspace = new SeededWorkspace(served, 'refused');
    beforeAll(() => workspace.open());

    test('there are at least 40 of them', () => expect(REFUSED_DOCUMENTS.length).toBeGreaterThanOrEqual(40));

    test.each(REFUSED_DOCUMENTS)('%s (%s)', async (_, path, document, pointers) => {
      const before = await workspace.call('GET', pathOf(path));
      const told = (await workspace.inputs()).length;
      const condition: Headers = before.etag === null ? { 'if-none-match': '*' } : { 'if-match': before.etag };
      const answer = await workspace.call('PUT', pathOf(path), condition, document);
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_document' } });
      expect([...new Set(answer.body.errors?.map(({ pointer }) => pointer))].sort()).toEqual(pointers);
      expect(await workspace.call('GET', pathOf(path))).toMatchObject({ status: before.status, etag: before.etag });
      expect((await workspace.inputs()).length).toBe(told);
    });
  });
}

const pathOf = (path: string) => path.split('/').map(encodeURIComponent).join('/');
