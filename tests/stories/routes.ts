// Reads the tree that Fastify prints of its router.
//
//   └── /
//       ├── v1/queue (GET, HEAD)
//       │   └── /:conversationId (GET, HEAD)

const LINE = /^(?<indent>[\s│]*)[├└]── (?<part>\S*)(?: \((?<methods>[^)]*)\))?/;
const STEP = 4;
/** Made by Fastify for every GET, and asked by browsers before they ask. */
const OF_ITSELF = new Set(['HEAD', 'OPTIONS']);

/** `GET /v1/queue/:conversationId`, each once. */
export function routesIn(tree: string): readonly string[] {
  const above: string[] = [];
  const found = new Set<string>();
  for (const line of tree.split('\n')) {
    const { indent = '', part = '', methods = '' } = LINE.exec(line)?.groups ?? {};
    if (part === '') continue;
    above.length = indent.length / STEP;
    above.push(part);
    const path = above.join('').replaceAll(/\/{2,}/g, '/');
    for (const method of methods.split(', ').filter((one) => one !== '' && !OF_ITSELF.has(one))) {
      found.add(`${method} ${path}`);
    }
  }
  return [...found];
}
