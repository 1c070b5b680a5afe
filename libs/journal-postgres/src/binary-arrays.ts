// Arrays in Postgres' binary form (array_recv), which pg passes on as they are. As literals, escaping and parsing every
// text took a third of a large append.
//
//   dimensions, has nulls, element type, length, lower bound   then per element   length (−1: null), bytes

const INT8 = 20;
const INT4 = 23;
const TEXT = 25;
const HEAD_BYTES = 20;

/** A column without any value is empty: unnest fills it up with nulls. */
const isBlank = (values: readonly unknown[]): boolean => values.every((value) => value === null);

export function texts(values: readonly (string | null)[]): Buffer {
  if (isBlank(values)) return empty(TEXT);
  let most = HEAD_BYTES;
  // Three bytes for a UTF-16 unit at most: cheaper than asking each text for its length in UTF-8.
  for (const value of values) most += 4 + (value === null ? 0 : 3 * value.length);
  const array = Buffer.allocUnsafe(most);
  let at = head(array, TEXT, values.length);
  for (const value of values) {
    const bytes = value === null ? -1 : array.write(value, at + 4, 'utf8');
    array.writeInt32BE(bytes, at);
    at += 4 + Math.max(0, bytes);
  }
  return array.subarray(0, at);
}

export function int4s(values: readonly (number | null)[]): Buffer {
  return integers(values, INT4, 4, (array, value, at) => array.writeInt32BE(value, at));
}

/** Safe integers only, which the port has checked: the high half by division, since JS shifts know 32 bits. */
export function int8s(values: readonly (number | null)[]): Buffer {
  return integers(values, INT8, 8, (array, value, at) => {
    array.writeInt32BE(Math.floor(value / 2 ** 32), at);
    array.writeUInt32BE(((value % 2 ** 32) + 2 ** 32) % 2 ** 32, at + 4);
  });
}

function integers(
  values: readonly (number | null)[],
  type: number,
  size: number,
  write: (array: Buffer, value: number, at: number) => void,
): Buffer {
  if (isBlank(values)) return empty(type);
  const array = Buffer.allocUnsafe(HEAD_BYTES + values.length * (4 + size));
  let at = head(array, type, values.length);
  for (const value of values) {
    array.writeInt32BE(value === null ? -1 : size, at);
    at += 4;
    if (value === null) continue;
    write(array, value, at);
    at += size;
  }
  return array.subarray(0, at);
}

function head(array: Buffer, type: number, length: number): number {
  // One dimension, nulls allowed, counted from 1.
  [1, 1, type, length, 1].forEach((field, i) => array.writeInt32BE(field, 4 * i));
  return HEAD_BYTES;
}

function empty(type: number): Buffer {
  const array = Buffer.alloc(12);
  array.writeInt32BE(type, 8);
  return array;
}
