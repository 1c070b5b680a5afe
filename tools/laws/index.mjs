// All laws that neither a compiler nor a linter checks, over one tree.
import { bootBreaches } from './boots.mjs';
import { documentBreaches } from './documents.mjs';
import { figures, formBreaches, LIMITS } from './form.mjs';
import { membershipBreaches } from './membership.mjs';
import { sources } from './sources.mjs';

export function checkLaws(root) {
  const files = sources(root);
  const { files: count, median, p95, longest, comments } = figures(files);
  const [low, high] = LIMITS.comments;
  const summary =
    `${count} files: median ${median} lines (${LIMITS.median.join('–')}), p95 ${p95} (≤ ${LIMITS.p95}), ` +
    `longest ${longest} (≤ ${LIMITS.file}), comments ${comments.toFixed(1)} % (${low}–${high})`;
  const breaches = [
    ...formBreaches(root, files),
    ...bootBreaches(files),
    ...documentBreaches(root),
    ...membershipBreaches(root),
  ];
  return { breaches, summary };
}
