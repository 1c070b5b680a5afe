// A moment as the field of a form has it, on the clock of whoever fills it in, and as a document keeps it, in UTC.

/** "2026-03-01T09:30:00Z" → "2026-03-01T10:30" in Berlin */
export function toLocal(instant: string | null): string {
  if (instant === null) return '';
  const at = new Date(instant);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return Number.isNaN(local.getTime()) ? '' : local.toISOString().slice(0, 16);
}

/** Nothing chosen is null. */
export function toInstant(local: string): string | null {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
