// The queue message with an example in it, the way the server fills it for a visitor.

const PLACEHOLDER = /\{\{([^{}]*)\}\}/gu;
const KNOWN: ReadonlySet<string> = new Set(['position', 'ahead', 'wait_p50', 'wait_p90', 'group', 'agent']);

/** What the server knows of a real visitor. */
const EXAMPLES = { wait_p50: '2 min', wait_p90: '5 min', group: 'Support', agent: 'Ana' } as const;

export function fillQueueMessage(template: string, position: number): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => {
    if (name === 'position') return String(position);
    if (name === 'ahead') return String(position - 1);
    if (name in EXAMPLES) return EXAMPLES[name as keyof typeof EXAMPLES];
    return whole;
  });
}

/** Placeholders nobody fills: the visitor would read the braces. */
export function unknownPlaceholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '').filter((name) => !KNOWN.has(name));
}
