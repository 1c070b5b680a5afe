// The queue message with an example in it, the way the server fills it for a visitor.

const PLACEHOLDER = /\{\{([^{}]*)\}\}/gu;
const KNOWN: ReadonlySet<string> = new Set(['position', 'ahead']);

export function fillQueueMessage(template: string, position: number): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => {
    if (name === 'position') return String(position);
    if (name === 'ahead') return String(position - 1);
    return whole;
  });
}

/** Placeholders nobody fills: the visitor would read the braces. */
export function unknownPlaceholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '').filter((name) => !KNOWN.has(name));
}
