// A configuration file, YAML or JSON: JSON is YAML.
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { CliError, EXIT, usage } from '../terminal/exit.js';

/** @param path `-` is standard input @throws CliError with the line at which it can't be read */
export function readConfigFile(path: string): unknown {
  const document = parseDocument(readText(path), { uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) throw new CliError(EXIT.failed, `${path} can't be read: ${error.message}`);
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}

function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw usage(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
